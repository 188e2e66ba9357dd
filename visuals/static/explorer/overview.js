// The overview: the slider shows a day at once, and what is so on it as soon as the server has said so.
import { swap } from "./swap.js";

const DAY = 86_400_000;
const PATIENCE = 150; // milliseconds after which a stale answer is no longer waited for
const SETTLED = 300; // milliseconds without a move after which the whole view follows, and its address
let asked = null;
let wanted = "";
let since = 0;
let settling = 0;

export function start(main) {
  wanted = "";
  asked?.abort(); // it was for the view before
  rove(main);
  main.querySelector("#ov-matrix")?.addEventListener("keydown", roam);
  const slider = main.querySelector("#ov-slider");
  slider?.addEventListener("input", () => show(slider));
  slider?.addEventListener("change", () => settle(slider));
  slider?.addEventListener("keydown", (event) => byMonth(event, slider));
}

function show(slider) {
  const day = dayOf(slider);
  const words = inWords(day);
  slider.dataset.held = "";
  slider.setAttribute("aria-valuetext", words);
  document.getElementById("ov-day").textContent = words;
  document.getElementById("as_of").value = iso(day);
  const chosen = slider.parentElement.querySelector(".chosen");
  for (const end of ["x1", "x2"]) chosen.setAttribute(end, `${(100 * slider.value) / slider.max}%`);
  clearTimeout(settling);
  follow(addressOf(day, "day"));
}

function settle(slider) {
  clearTimeout(settling);
  settling = setTimeout(() => {
    delete slider.dataset.held;
    if (slider.isConnected) swap(addressOf(dayOf(slider), null));
  }, SETTLED);
}

// One request at a time, always for the newest day; one that takes long is given up for it.
async function follow(address) {
  wanted = address;
  if (asked) {
    if (performance.now() - since > PATIENCE) asked.abort();
    return;
  }
  while (wanted) {
    const next = wanted;
    wanted = "";
    since = performance.now();
    asked = new AbortController();
    try {
      const response = await fetch(next, { headers: { Accept: "text/html" }, signal: asked.signal });
      if (response.ok) takeOver(new DOMParser().parseFromString(await response.text(), "text/html"));
    } catch (error) {
      if (error.name !== "AbortError") wanted = ""; // the whole view follows, and says what is wrong
    }
  }
  asked = null;
}

function takeOver(page) {
  for (const fresh of page.querySelectorAll("[data-of-day]")) {
    document.getElementById(fresh.id)?.replaceChildren(...fresh.childNodes);
  }
  const main = document.getElementById("main");
  main.dataset.day = page.body.dataset.day;
  rove(main);
}

function addressOf(day, part) {
  const address = new URL(location.href);
  address.searchParams.set("as_of", iso(day));
  if (part) address.searchParams.set("part", part);
  else address.searchParams.delete("part");
  return address.href;
}

function dayOf(slider) {
  return new Date(Date.parse(`${slider.dataset.start}T00:00:00Z`) + slider.value * DAY);
}

function iso(day) {
  return day.toISOString().slice(0, 10);
}

function inWords(day) {
  const [year, month, date, weekday] = [day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), day.getUTCDay()];
  if (document.documentElement.lang === "en") {
    const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
    return `${"Sun Mon Tue Wed Thu Fri Sat".split(" ")[weekday]} ${date} ${months[month]} ${year}`;
  }
  return `${year}年${month + 1}月${date}日（周${"日一二三四五六"[weekday]}）`;
}

// Arrow keys go by a day, which browsers do; the page keys by a month, which they do not.
function byMonth(event, slider) {
  const months = { PageUp: 1, PageDown: -1 }[event.key];
  if (!months) return;
  event.preventDefault();
  const day = dayOf(slider);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months + 1, 0));
  last.setUTCDate(Math.min(last.getUTCDate(), day.getUTCDate()));
  slider.value = Math.round((last - Date.parse(`${slider.dataset.start}T00:00:00Z`)) / DAY);
  show(slider);
  settle(slider);
}

// The matrix is one stop of the Tab key; inside it arrows lead from cell to cell.
function rove(main) {
  const links = main.querySelectorAll("#ov-matrix a");
  for (const [place, link] of links.entries()) link.tabIndex = place ? -1 : 0;
}

function roam(event) {
  const [down, right] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key] ?? [0, 0];
  const link = event.target.closest("a");
  if (!link || (!down && !right)) return;
  event.preventDefault();
  const lines = [...event.currentTarget.querySelectorAll("tr")].map((row) => [...row.querySelectorAll("th:not(.block), td")].slice(-width(row)));
  let line = lines.findIndex((cells) => cells.includes(link.parentElement));
  let column = lines[line].indexOf(link.parentElement);
  let next = null;
  while (!next && lines[(line += down)]?.[(column += right)]) next = lines[line][column].querySelector("a");
  if (!next) return;
  for (const stop of event.currentTarget.querySelectorAll("a[tabindex='0']")) stop.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

// Cells of a line without those that span it.
function width(row) {
  return row.closest("table").querySelectorAll("tr.heads th").length + 1;
}
