// Draws the network where Python has put everything, and follows clicks, keys, the search and the legend.
import { fill } from "./network_about.js";
import { readLegend } from "./network_legend.js";
import { swap } from "./swap.js";

const FONT = "Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif";
const MOST_HOVERED = 150; // units; beyond, what lies under the pointer is not lit up at every move
const MOST_MOVED = 800; // lines; beyond, they rest while one drags or zooms, so that the picture follows the hand
const MOST_ENLARGED = 2.6; // times, of names on a screen smaller than usual
const MOST_ARROWS = 500; // lines; beyond, heads are dots and cost two thirds of the drawing
let network = null; // of the view before
let seen = null; // where one looked in it, and at what

export function start(main) {
  const holder = main.querySelector("#network");
  network?.destroy();
  network = null;
  readLegend(main, null);
  if (holder) open(main, holder); // the frame, the legend and the table need not wait for it
}

async function open(main, holder) {
  const told = JSON.parse(main.querySelector("#graph").textContent);
  await library(holder.dataset.vis);
  if (!holder.isConnected) return;
  const began = performance.now();
  const view = draw(holder, told);
  network = view.network;
  holder.view = view;
  readLegend(main, view);
  look(main, view);
  followTools(main, view);
  // In milliseconds, for who measures.
  view.network.once("afterDrawing", () => (holder.dataset.drawn = Math.round(performance.now() - began)));
  view.network.redraw();
}

// The library writes its style sheet into the page, which our policy forbids and our own sheet makes needless:
// while it loads, a style element is a template, which nobody reads.
function library(address) {
  if (window.vis) return Promise.resolve();
  const make = document.createElement;
  return new Promise((done, failed) => {
    const script = make.call(document, "script");
    document.createElement = (name, ...more) => make.call(document, name === "style" ? "template" : name, ...more);
    script.onload = done;
    script.onerror = () => failed(new Error("vis-network"));
    script.src = address;
    document.head.append(script);
  }).finally(() => delete document.createElement);
}

function draw(holder, told) {
  const many = told.nodes.length > MOST_HOVERED;
  const large = told.edges.length > MOST_MOVED;
  const hiddenUnits = new Set();
  const hiddenLines = new Set();
  const units = new vis.DataSet(told.nodes);
  const nodes = new vis.DataView(units, { filter: (unit) => !hiddenUnits.has(unit.id) });
  const edges = new vis.DataView(new vis.DataSet(told.edges), { filter: (line) => !hiddenLines.has(line.id) });
  const view = { told, zoom: told.zoom, units, nodes, edges, hiddenUnits, hiddenLines, byId: new Map(told.nodes.map((unit) => [unit.id, unit])) };
  view.network = new vis.Network(holder, { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: !many, tooltipDelay: 120, hideEdgesOnDrag: large, hideEdgesOnZoom: large, keyboard: { enabled: true, bindToWindow: false } },
    nodes: { font: { size: 13, face: FONT, color: "#1b2430", strokeWidth: 3, strokeColor: "#fbfcfd" }, scaling: { label: { enabled: true, drawThreshold: 6 } } },
    edges: { smooth: false, arrows: { to: { enabled: told.edges.length <= MOST_ARROWS, scaleFactor: 0.45 } }, selectionWidth: 2 },
  });
  view.network.on("beforeDrawing", (canvas) => drawBands(canvas, told));
  view.network.on("afterDrawing", (canvas) => nameBands(canvas, view));
  return view;
}

// Bands under what lies side by side, and over all their names.
function drawBands(canvas, told) {
  canvas.fillStyle = "#eaf0f5";
  for (const sector of told.sectors) {
    canvas.beginPath();
    canvas.ellipse(0, 0, sector.outer * sector.wide, sector.outer, 0, sector.first, sector.last);
    canvas.ellipse(0, 0, sector.inner * sector.wide, sector.inner, 0, sector.last, sector.first, true);
    canvas.fill();
  }
}

function nameBands(canvas, view) {
  canvas.save();
  Object.assign(canvas, { font: `600 ${13 / view.zoom}px ${FONT}`, textBaseline: "middle" });
  Object.assign(canvas, { fillStyle: "#46515e", strokeStyle: "#fbfcfd", lineWidth: 4 / view.zoom, lineJoin: "round" });
  for (const sector of view.told.sectors) {
    const angle = (sector.first + sector.last) / 2;
    const away = sector.inner - 5 / view.zoom;
    canvas.textAlign = Math.abs(Math.cos(angle)) < 0.7 ? "center" : Math.cos(angle) > 0 ? "right" : "left";
    const count = sector.units.filter((id) => !view.hiddenUnits.has(id)).length;
    const place = [`${sector.said} ${count}`, away * sector.wide * Math.cos(angle), away * Math.sin(angle)];
    canvas.strokeText(...place);
    canvas.fillText(...place);
  }
  canvas.restore();
}

// The same middle is looked at from where one stood; another one is seen whole.
function look(main, view) {
  const { network, told } = view;
  const address = new URL(location.href);
  const key = `${told.middle} ${address.searchParams.get("within")}`;
  fitNames(view);
  if (seen?.key === key) network.moveTo({ ...seen.from, animation: false });
  else network.fit({ animation: false });
  const at = address.searchParams.get("at") ?? (seen?.key === key ? seen.at : null);
  seen = { key, at: null, from: { position: network.getViewPosition(), scale: network.getScale() } };
  const remember = () => (seen.from = { position: network.getViewPosition(), scale: network.getScale() });
  for (const change of ["zoom", "dragEnd", "animationFinished", "resize"]) network.on(change, remember);
  network.on("selectNode", ({ nodes }) => choose(main, view, nodes[0]));
  network.on("deselectNode", ({ nodes }) => nodes.length || choose(main, view, null));
  network.on("doubleClick", ({ nodes }) => nodes.length && swap(expanded(nodes[0])));
  if (view.byId.has(at)) choose(main, view, at);
}

// Names that are read when all is seen are made for a screen of a usual size: on another they are made anew.
function fitNames(view) {
  const { network, told } = view;
  const box = network.canvas.frame.canvas;
  const width = Math.max(...told.nodes.map((unit) => unit.x)) - Math.min(...told.nodes.map((unit) => unit.x));
  const height = Math.max(...told.nodes.map((unit) => unit.y)) - Math.min(...told.nodes.map((unit) => unit.y));
  const whole = Math.min(1, (0.9 * box.clientWidth) / width, (0.9 * box.clientHeight) / height);
  const larger = Math.min(told.zoom / whole, MOST_ENLARGED);
  view.zoom = told.zoom / larger;
  const canvas = box.getContext("2d");
  const taken = [];
  const order = new Map(told.named.map((id, place) => [id, place]));
  const named = told.nodes.filter((unit) => unit.font.strokeWidth).sort((one, other) => (order.get(one.id) ?? Infinity) - (order.get(other.id) ?? Infinity));
  view.units.update(named.map((unit) => {
    const font = { size: Math.max(unit.font.size * larger, 13), strokeWidth: unit.font.strokeWidth * larger };
    canvas.font = `${font.size}px ${FONT}`;
    const half = 0.46 * canvas.measureText(unit.label).width;
    const place = { left: unit.x - half, right: unit.x + half, top: unit.y + unit.size, bottom: unit.y + unit.size + font.size };
    if (taken.some((other) => overlap(place, other))) return { id: unit.id, font: { size: 13, strokeWidth: 3 } };
    taken.push(place);
    return { id: unit.id, font };
  }));
}

// Of two names that would lie on each other the less telling one is read only from near.
function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

export function choose(main, view, id, { near = false } = {}) {
  seen.at = id;
  if (id === null) view.network.unselectAll();
  else {
    view.network.selectNodes([id]);
    if (near) view.network.moveTo({ position: view.network.getPosition(id), scale: Math.max(view.network.getScale(), 0.8), animation: false });
  }
  seen.from = { position: view.network.getViewPosition(), scale: view.network.getScale() };
  fill(main.querySelector("#about"), view, id, (other) => choose(main, view, other, { near: true }), { expanded, around });
  const address = new URL(location.href);
  if (id === null) address.searchParams.delete("at");
  else address.searchParams.set("at", id);
  history.replaceState(history.state, "", address);
}

function expanded(id) {
  const address = new URL(location.href);
  const before = (address.searchParams.get("expand") ?? "").split(",").filter((each) => each && each !== id);
  address.searchParams.set("expand", [...before, id].join(","));
  address.searchParams.set("at", id);
  return address.href;
}

function around(id) {
  const address = new URL(location.href);
  for (const name of ["expand", "at", "state", "kind", "force"]) address.searchParams.delete(name);
  address.searchParams.set("around", id);
  return address.href;
}

function followTools(main, view) {
  const zoom = (by) => () => {
    view.network.moveTo({ scale: view.network.getScale() * by, animation: false });
    seen.from = { position: view.network.getViewPosition(), scale: view.network.getScale() };
  };
  main.querySelector("#closer").addEventListener("click", zoom(1.4));
  main.querySelector("#farther").addEventListener("click", zoom(1 / 1.4));
  main.querySelector("#whole").addEventListener("click", () => {
    view.network.fit({ animation: false });
    seen.from = { position: view.network.getViewPosition(), scale: view.network.getScale() };
  });
  const wanted = main.querySelector("#wanted");
  const names = main.querySelector("#drawn");
  names.append(...view.told.nodes.map((unit) => Object.assign(document.createElement("option"), { value: nameOf(unit) })));
  const find = (event) => {
    const found = foundIn(view, wanted.value);
    if (found) {
      event.preventDefault();
      choose(main, view, found.id, { near: true });
    } else if (event.type === "click") event.preventDefault();
    const missing = !found && wanted.value.trim() && event.type === "click";
    main.querySelector("#answer").textContent = missing ? wanted.dataset.notThere.replace("{name}", wanted.value.trim()) : "";
  };
  wanted.addEventListener("keydown", (event) => event.key === "Enter" && find(event));
  main.querySelector("#in_picture").addEventListener("click", find);
}

export function nameOf(unit) {
  return unit.title.split("\n", 1)[0];
}

function foundIn(view, text) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return null;
  const there = view.told.nodes.filter((unit) => !view.hiddenUnits.has(unit.id));
  const exact = there.find((unit) => unit.id.toLowerCase() === wanted || nameOf(unit).toLowerCase() === wanted);
  return exact ?? there.find((unit) => nameOf(unit).toLowerCase().includes(wanted)) ?? null;
}
