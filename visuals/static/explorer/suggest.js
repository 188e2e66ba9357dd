// The search box: units as one types, chosen by arrow keys and Enter. Without it the box leads to a page of results.
import { swap } from "./swap.js";

let asked = null;
let list = null;
let chosen = -1;

export function suggestUnits() {
  addEventListener("input", (event) => event.target.id === "q" && suggest(event.target));
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "k") {
      event.preventDefault();
      document.getElementById("q").focus();
    } else if (event.target.id === "q") steer(event);
  });
  addEventListener("submit", (event) => {
    if (event.target.id !== "search") return;
    asked?.abort();
    close();
  });
  addEventListener("focusout", (event) => event.target.id === "q" && setTimeout(close, 150));
}

async function suggest(box) {
  asked?.abort();
  const text = box.value.trim();
  if (!text) return close();
  asked = new AbortController();
  const options = new URLSearchParams({ search: text, limit: "8" });
  for (const name of ["as_of", "known_at"]) if (box.form.elements[name]) options.set(name, box.form.elements[name].value);
  try {
    const response = await fetch(`${box.form.dataset.units}?${options}`, { signal: asked.signal });
    if (response.ok) open(box, (await response.json()).rows);
  } catch (error) {
    if (error.name !== "AbortError") close();
  }
}

function open(box, rows) {
  close();
  list = document.createElement("ul");
  list.className = "found";
  list.id = "found";
  list.setAttribute("role", "listbox");
  list.append(...(rows.length ? rows.map((row, place) => option(box, row, place)) : [nothing(box)]));
  box.form.append(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-controls", "found");
  box.setAttribute("aria-expanded", "true");
}

function option(box, row, place) {
  const item = document.createElement("li");
  const where = document.createElement("span");
  item.id = `found-${place}`;
  item.setAttribute("role", "option");
  item.dataset.unit = row.id;
  item.dataset.kind = row.kind;
  where.textContent = row.county && row.county !== row.id ? row.county_name : row.parent_name ?? row.id;
  item.append(row.name, where);
  item.addEventListener("pointerdown", () => go(box, item));
  return item;
}

function nothing(box) {
  const item = document.createElement("li");
  item.className = "note";
  item.textContent = box.form.dataset.nothing;
  return item;
}

function steer(event) {
  const options = list ? [...list.querySelectorAll("[role=option]")] : [];
  if (event.key === "Escape") close();
  else if (event.key === "Enter" && chosen >= 0 && options[chosen]) {
    event.preventDefault();
    go(event.target, options[chosen]);
  } else if (options.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    chosen = (chosen + (event.key === "ArrowDown" ? 1 : options.length - 1 + (chosen < 0))) % options.length;
    options.forEach((each, place) => each.setAttribute("aria-selected", String(place === chosen)));
    event.target.setAttribute("aria-activedescendant", options[chosen].id);
  }
}

function go(box, item) {
  asked?.abort();
  const page = item.dataset.kind === "county" ? "county" : "unit";
  const options = new URLSearchParams();
  for (const name of ["as_of", "known_at", "lang"]) if (box.form.elements[name]) options.set(name, box.form.elements[name].value);
  close();
  box.value = "";
  box.blur();
  swap(`/${page}/${encodeURIComponent(item.dataset.unit)}${options.size ? `?${options}` : ""}`, { top: true });
}

function close() {
  list?.remove();
  list = null;
  chosen = -1;
  const box = document.getElementById("q");
  box?.removeAttribute("aria-activedescendant");
  box?.setAttribute("aria-expanded", "false");
}
