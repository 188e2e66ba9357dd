// Goes to another view by fetching its page and taking over the parts that differ.
import { keepOpen, keptFocus } from "./kept.js";
import { styled } from "./styles.js";

const PARTS = ["nav", "search", "language", "place", "day", "past", "main", "foot"];
let running = null;
let last = Promise.resolve(); // the last swap that somebody wanted
let shown = bare(location.href);
let begun = null; // the main whose script runs

export function followLinks() {
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-swap], [data-swap-all] a");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    // A link in a picture has an object as its `href`.
    swap(new URL(link.getAttribute("href"), location.href).href, { top: !link.closest("main, .sub") });
  });
  addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-swap]")) return;
    event.preventDefault();
    swap(addressOf(event.target));
  });
  addEventListener("change", (event) => {
    const form = event.target.closest?.("form[data-auto]");
    if (form && event.target.name && event.target.validity.valid) swap(addressOf(form));
  });
  addEventListener("popstate", (event) => {
    if (bare(location.href) !== shown) return swap(location.href, { push: false, scroll: event.state?.scroll });
    running?.abort(); // another place of this very view, which the browser finds
    say("");
  });
}

export function addressOf(form) {
  const told = [...new FormData(form)].filter(([, value]) => value !== "");
  const address = new URL(form.action || location.href);
  address.search = new URLSearchParams(told).toString();
  return address.href;
}

// `push`: whether the view becomes a step in the history; `top`: it is looked at from its beginning, as another page
// is, too; `gentle`: nobody asked for it. Answers whether the view is there now.
export function swap(address, { push = true, top = false, gentle = false, scroll } = {}) {
  return (last = go(address, { push, top, gentle, scroll }));
}

// When nobody waits for a view.
export async function idle() {
  for (let awaited = null; awaited !== last; ) await (awaited = last);
}

// A new step in the history; the step before knows how far down one was.
export function step(address) {
  history.replaceState({ ...history.state, scroll: scrollY }, "");
  history.pushState(null, "", address);
}

async function go(address, how) {
  running?.abort();
  const mine = (running = new AbortController());
  document.getElementById("main").setAttribute("aria-busy", "true");
  const late = setTimeout(() => say(status().dataset.loading, "loading"), 400);
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" }, signal: mine.signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    // A page without the frame: signing in, or a problem.
    if (!page.getElementById("nav") || !document.getElementById("nav")) return leave(response.url, how.push);
    const wear = await styled(page);
    if (mine.signal.aborted || (how.gentle && "stay" in document.getElementById("main").dataset)) return false;
    arrive(response.url, address, how);
    takeOver(page);
    wear();
    look(response.url, how);
    await startPage();
    return true;
  } catch (error) {
    if (error.name !== "AbortError") sayFailed(address);
    return false;
  } finally {
    clearTimeout(late);
    if (running === mine) {
      running = null;
      document.getElementById("main").removeAttribute("aria-busy");
      if (status().classList.contains("loading")) say("");
    }
  }
}

function leave(address, push) {
  if (address === bare(location.href)) location.reload();
  else if (push) location.assign(address);
  else location.replace(address);
  return false;
}

// A view that is no step of its own leaves the address alone, unless the server has led elsewhere.
function arrive(url, asked, { push }) {
  if (push && url !== bare(location.href)) step(url);
  else if (!push && url !== bare(asked)) history.replaceState(history.state, "", url);
}

function look(url, { push, top, scroll }) {
  const elsewhere = new URL(url).pathname !== new URL(shown).pathname;
  shown = url;
  if (scroll !== undefined) scrollTo(0, scroll);
  if (!push || !(top || elsewhere)) return;
  scrollTo(0, 0);
  document.getElementById("main").focus({ preventScroll: true });
}

function takeOver(page) {
  const main = document.getElementById("main");
  const elsewhere = page.getElementById("main").dataset.page !== main.dataset.page;
  const refocus = keptFocus();
  if (!elsewhere) keepOpen(main, page.getElementById("main"));
  for (const name of PARTS) {
    const old = document.getElementById(name);
    const fresh = page.getElementById(name);
    if (!old || !fresh) continue;
    const typed = old.querySelector("#q:focus, #as_of:focus");
    // What a hand is on right now stays: a slider that is dragged, a word that is typed.
    if (typed) around(typed, old, fresh);
    else if (elsewhere || !old.querySelector(":active, input[data-held]")) old.replaceWith(document.adoptNode(fresh));
  }
  refocus();
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  say("");
}

function around(typed, old, fresh) {
  for (const each of fresh.querySelectorAll("[id]")) {
    if (each.id !== typed.id) old.querySelector(`#${each.id}`)?.replaceWith(document.adoptNode(each));
  }
}

function bare(address) {
  return address.split("#", 1)[0];
}

// A page's own script exports `start(main)`; it runs for each view of that page.
export async function startPage() {
  const main = document.getElementById("main");
  if (main === begun) return;
  begun = main;
  if (main.dataset.script) (await import(main.dataset.script)).start(main);
  main.dataset.started = "";
}

function status() {
  return document.getElementById("status");
}

export function say(text, look = "") {
  status().textContent = text;
  status().className = `status ${look}`.trim();
}

function sayFailed(address) {
  say(`${status().dataset.failed} `, "failed");
  const again = document.createElement("button");
  again.className = "button";
  again.textContent = status().dataset.again;
  again.addEventListener("click", () => swap(address));
  status().append(again);
}
