// Starts what a page needs. Everything works without it, as links and forms.
import { followDay } from "./day.js";
import { followImports } from "./news.js";
import { suggestUnits } from "./suggest.js";
import { followLinks, startPage } from "./swap.js";

document.documentElement.classList.add("scripted");
followLinks();
followDay();
suggestUnits();
followImports();
startPage();
