"use strict";
/* Everything works without this script; it spares reloading the page, hears the keyboard, drags bounds, and watches audits. */
(() => {
  const desk = () => document.getElementById("meja");
  const first = (selector) => document.querySelector(selector);

  /* Puts the answer of the server in the place of what is shown. */
  const show = async (answer, push) => {
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = fresh.getElementById("isi");
    if (!next) { location.assign(answer.url); return; }
    const open = first(".as-read")?.open;
    const scrolled = first(".paper")?.scrollTop;
    const pictured = first(".print img")?.getAttribute("src");
    const field = document.activeElement?.id;
    document.getElementById("isi").replaceWith(document.adoptNode(next));
    first(".bar").replaceWith(document.adoptNode(fresh.querySelector(".bar")));
    document.title = fresh.title;
    if (push && answer.ok) history.pushState(null, "", answer.url);
    if (open && first(".as-read")) first(".as-read").open = true;
    if (field && document.getElementById(field)) focusEnd(document.getElementById(field));
    settle(pictured === first(".print img")?.getAttribute("src") ? scrolled : undefined);
  };

  const focusEnd = (element) => {
    element.focus({ preventScroll: true });
    if (element.type === "search") element.setSelectionRange(element.value.length, element.value.length);
  };

  const go = async (url, options, push = true) => {
    desk()?.setAttribute("aria-busy", "true");
    try {
      await show(await fetch(url, { credentials: "same-origin", headers: { accept: "text/html" }, ...options }), push);
    } catch { location.assign(url); }
  };

  /* Brings what was chosen into sight, in the list and on the page. */
  const settle = (scrolled, anew = true) => {
    const paper = first(".paper");
    const mark = first(".mark.cell") || first(".mark.lead") || first(".mark.place");
    if (paper && scrolled !== undefined) paper.scrollTop = scrolled;
    if (paper && mark) {
      const box = mark.getBoundingClientRect(), frame = paper.getBoundingClientRect();
      if (box.top < frame.top + 10 || box.bottom > frame.bottom - 10) paper.scrollTop += box.top - frame.top - frame.height / 3;
    }
    const news = first("[data-cell]") || first("[data-problem]") || first(".item.here");
    if (anew && news) {
      const box = news.getBoundingClientRect(), top = parseFloat(getComputedStyle(news).scrollMarginTop) || 0;
      if (box.top < top || box.bottom > innerHeight) news.scrollIntoView({ block: "start" });
    }
    watch();
  };

  /* Links and forms whose answer takes the place of what is shown. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-swap]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    event.preventDefault();
    go(link.getAttribute("href"));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-swap]")) return;
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    if (form.matches("[data-decide]") && data.get("state") === "rejected" && !data.get("reason").trim()) {
      const reason = form.querySelector("[name=reason]");
      reason.setCustomValidity(reason.dataset.missing);
      reason.reportValidity();
      return;
    }
    if (form.method === "get") go(`${form.getAttribute("action")}?${new URLSearchParams(data)}`);
    else go(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(data) });
  });
  document.addEventListener("input", (event) => {
    if (event.target.setCustomValidity) event.target.setCustomValidity("");
    if (event.target.matches("[data-bounds]")) redraw(event.target);
    if (event.target.matches("form[data-live] input")) later(event.target.form);
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("form[data-live] select")) event.target.form.requestSubmit();
  });
  let waiting;
  const later = (form) => { clearTimeout(waiting); waiting = setTimeout(() => form.isConnected && form.requestSubmit(), 250); };
  addEventListener("popstate", () => go(location.href, {}, false));

  /* The keyboard. */
  const step = (by) => {
    const picks = [...document.querySelectorAll(".item .pick")];
    const at = picks.findIndex((pick) => pick.hasAttribute("aria-current"));
    picks[Math.min(Math.max(at + by, 0), picks.length - 1)]?.click();
  };
  const press = (selector) => {
    const button = first(selector);
    if (button) button.form.requestSubmit(button);
  };
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    a: () => press(".item.here [data-decide] button[value=accepted][aria-keyshortcuts]"),
    r: () => { if (first(".item.here [data-decide] button[value=rejected][aria-keyshortcuts]")) first(".item.here [name=reason]").focus(); },
    u: () => press(".item.here [data-undo] button"),
    Enter: () => first(".item.here [data-place]")?.click(),
    Escape: () => first("[data-close]")?.click(),
    "/": () => first("#cari")?.focus(),
    "?": () => first("#papan")?.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !desk() || first("dialog[open]")) return;
    const target = event.target;
    const typing = target.matches("input, select, textarea");
    if (typing && event.key === "Escape") { target.blur(); return; }
    if (typing && event.key === "Enter" && target.matches("[data-decide] [name=reason]") && !event.shiftKey) {
      event.preventDefault();
      press(".item.here [data-decide] button[value=rejected]");
      return;
    }
    const taken = event.key === "Enter" && target.matches("a, button, summary, [role=button]") && !target.matches(".pick[aria-current]");
    if (typing || taken || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-keys]")) keys["?"](); });

  /* Indicators of the catalogue, offered by words of their names. */
  const offer = async (field) => {
    const answer = await fetch(`/api/indicators?${new URLSearchParams({ q: field.value })}`, { credentials: "same-origin" });
    if (!answer.ok || !field.isConnected) return;
    field.list.replaceChildren(...(await answer.json()).map(({ id, name }) => new Option(name, id)));
  };
  let offering;
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-indicator]")) return;
    clearTimeout(offering);
    offering = setTimeout(() => offer(event.target), 200);
  });

  /* Bounds of columns: dragged on the page, kept in the field. */
  const walls = () => [...document.querySelectorAll(".bound")];
  const numbers = (field) => field.value.split(/[;\s]+/).filter(Boolean).map((part) => parseFloat(part.replace(",", ".")));
  const redraw = (field) => {
    const at = numbers(field);
    walls().forEach((wall, index) => {
      const x = at[index];
      wall.toggleAttribute("hidden", x === undefined);
      if (Number.isFinite(x)) for (const line of wall.children) { line.setAttribute("x1", x); line.setAttribute("x2", x); }
    });
  };
  document.addEventListener("pointerdown", (event) => {
    const wall = event.target.closest(".bound");
    const field = first("[data-bounds]");
    if (!wall || !field) return;
    event.preventDefault();
    const drawing = wall.ownerSVGElement;
    const index = Number(wall.dataset.bound);
    wall.classList.add("moved");
    const move = (moved) => {
      const point = new DOMPoint(moved.clientX, moved.clientY).matrixTransform(drawing.getScreenCTM().inverse());
      const at = numbers(field);
      at[index] = Math.round(point.x * 10) / 10;
      field.value = at.join("; ");
      redraw(field);
    };
    const drop = () => { removeEventListener("pointermove", move); removeEventListener("pointerup", drop); };
    addEventListener("pointermove", move);
    addEventListener("pointerup", drop);
  });

  /* A box on the page: drawn with the mouse, kept in the fields. */
  const sides = ["left", "top", "right", "bottom"];
  const boxed = () => {
    const shape = first("[data-drawn]"), form = first("[data-box]");
    if (!shape || !form) return;
    const [x, y, right, bottom] = sides.map((side) => parseFloat(form.elements[side].value));
    const whole = [x, y, right, bottom].every(Number.isFinite) && x < right && y < bottom;
    const told = whole ? { x, y, width: right - x, height: bottom - y } : { x: 0, y: 0, width: 0, height: 0 };
    for (const [name, value] of Object.entries(told)) shape.setAttribute(name, value);
  };
  document.addEventListener("input", (event) => { if (event.target.closest("[data-box]")) boxed(); });
  document.addEventListener("pointerdown", (event) => {
    const drawing = event.target.closest("svg.drawing"), form = first("[data-box]");
    if (!drawing || !form || event.button) return;
    event.preventDefault();
    const at = (moved) => new DOMPoint(moved.clientX, moved.clientY).matrixTransform(drawing.getScreenCTM().inverse());
    const from = at(event);
    const move = (moved) => {
      const to = at(moved);
      const box = [Math.min(from.x, to.x), Math.min(from.y, to.y), Math.max(from.x, to.x), Math.max(from.y, to.y)];
      sides.forEach((side, index) => { form.elements[side].value = Math.max(0, Math.round(box[index] * 10) / 10); });
      boxed();
    };
    const drop = () => { removeEventListener("pointermove", move); removeEventListener("pointerup", drop); };
    addEventListener("pointermove", move);
    addEventListener("pointerup", drop);
  });

  /* Audits that run: their progress, and the page anew when they are over. */
  let watched;
  const watch = () => {
    const job = first("[data-job]");
    if (!job || watched === job.dataset.job) return;
    watched = job.dataset.job;
    const ask = async () => {
      let state;
      try { state = await (await fetch(`/api/jobs/${watched}`, { credentials: "same-origin" })).json(); } catch { setTimeout(ask, 2000); return; }
      const now = first("[data-job]");
      if (!now || now.dataset.job !== state.id) { watched = undefined; watch(); return; }
      if (["done", "failed", "stopped"].includes(state.state)) { watched = undefined; ready(); return; }
      now.querySelector("progress").max = state.total || 1;
      now.querySelector("progress").value = state.done;
      if (state.total) now.querySelector("[role=status]").textContent = now.dataset.pages.replace("@", state.done).replace("#", state.total);
      setTimeout(ask, 500);
    };
    ask();
  };
  /* Does not take away what somebody is writing. */
  const ready = () => {
    const busy = document.activeElement?.matches("input, textarea") && document.activeElement.closest("main");
    if (busy) { setTimeout(ready, 500); return; }
    go(location.href, {}, false);
  };

  if (desk()) settle(undefined, false);
  watch();
})();
