// The day slider: shows the day at once, and the view of that day as soon as the last one is there.
import { addressOf, step, swap } from "./swap.js";

const DAY = 86_400_000;
let wanted = null;
let busy = false;

export function followDay() {
  addEventListener("input", (event) => {
    if (event.target.id !== "slider") return;
    const day = dayOf(event.target);
    document.getElementById("as_of").value = day;
    event.target.setAttribute("aria-valuetext", day);
    event.target.dataset.held = "";
    show(event.target.form);
  });
  addEventListener("change", (event) => {
    if (event.target.id !== "slider") return;
    delete event.target.dataset.held;
    step(addressOf(event.target.form));
    show(event.target.form);
  });
  // A slider that is led back to where it was taken does not say that it has changed.
  addEventListener("pointerup", () => document.querySelectorAll("input[data-held]").forEach((held) => delete held.dataset.held));
}

export function dayOf(slider) {
  const first = Date.parse(`${slider.dataset.first}T00:00:00Z`);
  return new Date(first + Number(slider.value) * DAY).toISOString().slice(0, 10);
}

async function show(form) {
  wanted = addressOf(form);
  if (busy) return;
  busy = true;
  while (wanted) {
    const address = wanted;
    wanted = null;
    await swap(address, { push: false });
  }
  busy = false;
}
