// Uploading tables: a dry run, what it would change, and only then the import. Undoing one, likewise.
import { swap } from "./swap.js";

const LOOK_EVERY = 400;

export function start(main) {
  const form = main.querySelector("#upload");
  if (form) followUpload(main, form);
  const undo = main.querySelector("[data-undo]");
  if (undo) undo.addEventListener("click", () => tryUndo(main, undo));
}

function followUpload(main, form) {
  const input = form.querySelector("#files");
  const drop = form.querySelector("#drop");
  form.addEventListener("change", () => showChosen(main, form));
  for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => lift(event, drop, true));
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, (event) => lift(event, drop, false));
  drop.addEventListener("drop", (event) => {
    if (input.disabled) return;
    input.files = event.dataTransfer.files;
    showChosen(main, form);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(main, form, [...input.files], true);
  });
}

function lift(event, drop, over) {
  event.preventDefault();
  drop.classList.toggle("over", over);
}

// What was tried is no longer what would be written. From now on a new import of somebody else does not take the
// page, and what is chosen on it, away.
function showChosen(main, form) {
  main.dataset.stay = "";
  const items = [...form.querySelector("#files").files].map((file) => {
    const item = document.createElement("li");
    item.textContent = file.name;
    return item;
  });
  form.querySelector("#chosen").replaceChildren(...items);
  main.querySelector("#result").replaceChildren();
  say(form, "");
}

// `dry`: only try; else write the files that were tried, as they were tried.
async function send(main, form, files, dry) {
  if (!files.length) return say(form, form.dataset.none, true);
  disable(main, true);
  say(form, form.dataset.sending);
  try {
    const job = await ended(form, await begun(form, files, dry));
    await show(main.querySelector("#result"), `${form.dataset.part}${job.id}?${form.dataset.kept}`);
    say(form, "");
    main.querySelector("[data-confirm]")?.addEventListener("click", () => send(main, form, files, false));
    if (!dry && job.state === "done") await written(main, form);
  } catch (error) {
    say(form, error.detail ?? form.dataset.gone, true);
  } finally {
    disable(main, false);
  }
}

// The list has one more; the form is ready for the next tables.
async function written(main, form) {
  form.reset();
  form.querySelector("#chosen").replaceChildren();
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const list = page.getElementById("import-list");
  if (list) main.querySelector("#import-list").replaceWith(document.adoptNode(list));
}

async function begun(form, files, dry) {
  const told = new FormData();
  for (const file of files) told.append("files", file, file.name);
  for (const name of ["strict", "hidden", "new_units"]) {
    const field = form.elements[name];
    if (field.type === "checkbox" ? field.checked : field.value) told.append(name, field.value);
  }
  told.append("dry_run", String(dry));
  return asked(form, form.dataset.api, { method: "POST", body: told, headers: { Prefer: "wait=2" } });
}

async function ended(form, job) {
  while (job.state === "queued" || job.state === "running") {
    const at = job.progress;
    say(form, at ? form.dataset.reading.replace("{file}", at.file).replace("{rows}", at.rows) : form.dataset.waiting);
    await new Promise((done) => setTimeout(done, LOOK_EVERY));
    job = await asked(form, `/api/v1/jobs/${job.id}`, {});
  }
  return job;
}

// The answer as JSON; a problem is thrown as it is told.
async function asked(element, address, options) {
  const headers = { "Accept-Language": element.dataset.lang, Accept: "application/json", ...options.headers };
  const response = await fetch(address, { ...options, headers });
  const body = await response.json();
  if (!response.ok) throw body;
  return body;
}

// A part that the server has drawn; what a table says is text in it, never markup.
async function show(place, address) {
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (!response.ok) throw { detail: page.querySelector("main p")?.textContent };
  place.replaceChildren(...[...page.body.children].map((each) => document.adoptNode(each)));
  place.querySelector("h2")?.focus();
}

async function tryUndo(main, button) {
  main.dataset.stay = "";
  button.disabled = true;
  const status = main.querySelector("#undo-status");
  try {
    await show(main.querySelector("#undo-result"), button.dataset.undo);
    main.querySelector("#undo-result").scrollIntoView({ block: "nearest" });
    main.querySelector("[data-confirm-undo]")?.addEventListener("click", (event) => undo(main, button, event.target));
  } catch (error) {
    fail(status, error.detail ?? button.dataset.gone);
    button.disabled = false;
  }
}

async function undo(main, button, confirm) {
  confirm.disabled = true;
  const status = main.querySelector("#undo-status");
  try {
    const done = await asked(button, button.dataset.api, { method: "POST" });
    const after = new URL(button.dataset.after, location.href);
    after.pathname += `/${done.import}`;
    await swap(after.href, { top: true });
  } catch (error) {
    fail(status, error.detail ?? button.dataset.gone);
    confirm.disabled = false;
  }
}

function disable(main, is) {
  for (const each of main.querySelectorAll("#upload :is(input, select, button), [data-confirm]")) each.disabled = is;
}

function say(form, text, failed = false) {
  const status = form.querySelector("#upload-status");
  status.textContent = text;
  status.classList.toggle("failed", failed);
}

function fail(status, text) {
  status.textContent = text;
  status.classList.add("failed");
}
