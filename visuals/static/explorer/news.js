// Follows new imports: a view that is not pinned to an earlier one is shown anew.
import { idle, say, swap } from "./swap.js";

export function followImports() {
  if (!document.getElementById("nav")) return;
  let stream = listen();
  // Nobody looks at a hidden page: it needs no stream.
  addEventListener("visibilitychange", () => {
    stream.close();
    if (!document.hidden) stream = listen();
  });
  addEventListener("pagehide", () => stream.close());
  addEventListener("pageshow", (event) => event.persisted && (stream = listen()));
}

function listen() {
  const stream = new EventSource("/api/v1/events");
  stream.addEventListener("import", async (event) => {
    const seq = JSON.parse(event.data).import;
    await idle(); // whoever is on the way to another view gets there
    const main = document.getElementById("main");
    if (seq <= Number(main.dataset.seq) || "past" in main.dataset || "stay" in main.dataset) return;
    if (await swap(location.href, { push: false, gentle: true })) say(document.getElementById("status").dataset.news.replace("{seq}", seq));
  });
  return stream;
}
