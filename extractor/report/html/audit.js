"use strict";
(() => {
  const search = document.getElementById("cari");
  const status = document.querySelector("#jumlah b");
  const boxes = [...document.querySelectorAll(".filter input[name=severity]")];
  const material = document.querySelector(".filter input[name=material]");
  const roots = [...document.querySelectorAll("#temuan > .finding")];
  const words = new Map(roots.map((root) => [root, root.dataset.words]));

  const filter = () => {
    const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const parts = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const root of roots) {
      const fits = wanted.has(root.dataset.severity) && (!material.checked || root.dataset.material === "yes")
        && parts.every((part) => words.get(root).includes(part));
      root.hidden = !fits;
      if (fits) count += 1 + root.querySelectorAll(".follower").length;
    }
    status.textContent = String(count);
  };

  const reveal = () => {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (!target) return;
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
      if (node.hidden) { search.value = ""; boxes.forEach((box) => { box.checked = true; }); material.checked = false; filter(); }
    }
    target.scrollIntoView({ block: target.tagName === "TD" ? "center" : "start" });
    if (target.classList.contains("finding")) target.focus({ preventScroll: true });
  };

  const step = (by) => {
    const seen = roots.filter((root) => !root.hidden);
    const at = seen.indexOf(document.activeElement && document.activeElement.closest("#temuan > .finding"));
    const next = seen[at < 0 ? (by > 0 ? 0 : seen.length - 1) : Math.min(Math.max(at + by, 0), seen.length - 1)];
    if (next) { next.focus({ preventScroll: true }); next.scrollIntoView({ block: "start" }); }
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type === "search";
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing) { if (event.key === "Escape") { search.value = ""; filter(); search.blur(); } return; }
    if (event.key === "/") { event.preventDefault(); search.focus(); }
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
  });
  const opened = new Set();
  addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("#temuan details:not([open])")) { part.open = true; opened.add(part); }
  });
  addEventListener("afterprint", () => { for (const part of opened) part.open = false; opened.clear(); });
  search.addEventListener("input", filter);
  [...boxes, material].forEach((box) => box.addEventListener("change", filter));
  document.querySelector(".filter").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);
  reveal();
})();
