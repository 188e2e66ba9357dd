// The legend hides at once what is unticked; what the view does not hold yet is asked for.
import { swap } from "./swap.js";

export function readLegend(main, view) {
  const form = main.querySelector("#legend");
  if (!form) return;
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const held = new Set(boxes.filter((box) => box.checked));
  if (view) hide(main, view, boxes);
  if (form.dataset.followed) return void (form.view = view);
  form.dataset.followed = "yes";
  form.view = view;
  form.addEventListener("change", (event) => {
    event.stopPropagation();
    const address = addressOf(boxes.filter((box) => box.name === event.target.name));
    const whole = !form.view || form.view.told.cut;
    if (whole || (event.target.checked && !held.has(event.target))) return void swap(address);
    history.replaceState(history.state, "", address);
    hide(main, form.view, boxes);
  });
}

// Ticked boxes of one name are one option; all of them leave nothing out.
function addressOf(boxes) {
  const address = new URL(location.href);
  const ticked = boxes.filter((box) => box.checked).map((box) => box.value);
  if (ticked.length) address.searchParams.set(boxes[0].name, ticked.length === boxes.length ? "all" : ticked.join(","));
  return address.href;
}

function hide(main, view, boxes) {
  const off = new Set(boxes.filter((box) => !box.checked).map((box) => `${box.name} ${box.value}`));
  const { told, hiddenUnits, hiddenLines } = view;
  hiddenUnits.clear();
  hiddenLines.clear();
  for (const unit of told.nodes) if (off.has(`kind ${unit.kind}`) && !unit.pinned) hiddenUnits.add(unit.id);
  const linked = new Set([told.middle]);
  for (const line of told.edges) {
    if (off.has(`force ${line.force}`) || off.has(`state ${line.state}`) || hiddenUnits.has(line.from) || hiddenUnits.has(line.to)) hiddenLines.add(line.id);
    else linked.add(line.from).add(line.to);
  }
  for (const unit of told.nodes) if (!linked.has(unit.id)) hiddenUnits.add(unit.id);
  view.nodes.refresh();
  view.edges.refresh();
  const size = main.querySelector("#size");
  size.textContent = size.dataset.said.replace("{units}", told.nodes.length - hiddenUnits.size).replace("{ties}", told.edges.length - hiddenLines.size);
}
