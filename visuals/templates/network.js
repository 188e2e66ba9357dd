"use strict";
const told = JSON.parse(document.getElementById("graph").textContent);
const nodes = new vis.DataSet(told.nodes), edges = new vis.DataSet(told.edges);
const hidden = new Set();
const shown = new vis.DataView(edges, { filter: (edge) => !hidden.has(edge.force) && !hidden.has(edge.state) });
const many = told.nodes.length > 150;
const network = new vis.Network(document.getElementById("network"), { nodes, edges: shown }, {
  physics: false,
  layout: { improvedLayout: false },
  interaction: { hover: !many, tooltipDelay: 120, hideEdgesOnDrag: told.edges.length > 1500, hideEdgesOnZoom: told.edges.length > 1500, keyboard: { enabled: true, bindToWindow: false } },
  nodes: { font: { size: 13, face: "Noto Sans CJK SC, Microsoft YaHei, sans-serif", color: "#1b2430", strokeWidth: 3, strokeColor: "#fbfcfd" },
    scaling: { label: { enabled: true, drawThreshold: 8 } } },
  edges: { smooth: false, arrows: { to: { enabled: true, scaleFactor: 0.45 } }, selectionWidth: 2 },
});
network.once("afterDrawing", () => { network.fit({ animation: false }); document.body.dataset.drawn = "yes"; });

for (const box of document.querySelectorAll(".legend input")) {
  box.addEventListener("change", () => {
    if (box.checked) hidden.delete(box.value); else hidden.add(box.value);
    shown.refresh();
  });
}

const search = document.getElementById("search");
search.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !search.value.trim()) return;
  const wanted = search.value.trim().toLowerCase();
  const found = told.nodes.find((node) => node.id.toLowerCase() === wanted) || told.nodes.find((node) => node.title.toLowerCase().includes(wanted));
  search.setAttribute("aria-invalid", String(!found));
  if (!found) return;
  network.selectNodes([found.id]);
  network.focus(found.id, { scale: 1.1, animation: false });
});
document.getElementById("whole").addEventListener("click", () => network.fit({ animation: false }));
