// The panel of the unit that is chosen: what it is, its lines, and where they lead. Texts are never markup.
const MOST = 60;

export function fill(panel, view, id, choose, addresses) {
  panel.replaceChildren();
  panel.hidden = id === null;
  if (id === null) return;
  const unit = view.byId.get(id);
  const lines = view.told.edges.toReversed().filter((line) => (line.from === id || line.to === id) && !view.hiddenLines.has(line.id));
  panel.append(made("h2", nameOf(unit)), made("p", `${unit.said} · ${unit.id}`, "note"), links(panel, unit, addresses));
  listed(panel, view, lines.filter((line) => line.to === id), "from", panel.dataset.helped, choose);
  listed(panel, view, lines.filter((line) => line.from === id && line.to !== id), "to", panel.dataset.helps, choose);
}

function links(panel, unit, { expanded, around }) {
  const row = made("div", "", "links");
  const link = (address, said) => row.append(Object.assign(made("a", said, "button"), { href: address }));
  if (!unit.whole) link(expanded(unit.id), panel.dataset.expand);
  if (!unit.middle) link(around(unit.id), panel.dataset.around);
  if (unit.href) link(unit.href, panel.dataset.open);
  for (const each of row.children) each.dataset.swap = "";
  return row;
}

function listed(panel, view, lines, end, title, choose) {
  if (!lines.length) return;
  const list = made("ul", "");
  list.tabIndex = 0;
  for (const line of lines.slice(0, MOST)) {
    const row = made("li", "");
    const other = made("button", nameOf(view.byId.get(line[end])), "link");
    other.type = "button";
    other.addEventListener("click", () => choose(line[end]));
    row.append(other, made("small", line.what), made("small", line.term));
    list.append(row);
  }
  list.ariaLabel = title;
  panel.append(made("h3", `${title} ${lines.length}`), list);
  if (lines.length > MOST) panel.append(made("p", panel.dataset.more.replace("{count}", lines.length - MOST), "note"));
}

function nameOf(unit) {
  return unit.title.split("\n", 1)[0];
}

function made(name, text, look = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (look) element.className = look;
  return element;
}
