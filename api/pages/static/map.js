// What maps can do beyond links: unfold in place, walk squares by arrows, and zoom and move a drawing.
// Without this file each fold is a link to the same page with more of it unfolded, and the drawing stands whole.

// Folding. What is unfolded stands in the address, `?open=r1,c15`, so that it can be kept and sent.
const unfolded = () => (new URL(location).searchParams.get("open") ?? "").split(",").filter(Boolean);

function addressOf(parts) {
  const url = new URL(location);
  url.searchParams.delete("open");
  if (parts.length) url.searchParams.set("open", parts.join(","));
  url.search = url.search.replaceAll("%2C", ",");
  url.hash = "";
  return url;
}

function keep(url) {
  history.replaceState(null, "", url);
  for (const link of document.querySelectorAll("a.fold")) {
    const further = addressOf([...unfolded(), link.dataset.part]);
    further.hash = link.dataset.fold;
    link.href = further;
  }
  // The drawing, and the page in another language, show the same.
  for (const link of document.querySelectorAll(".download a, .languages a")) {
    const same = new URL(link.href);
    same.searchParams.delete("open");
    if (url.searchParams.has("open")) same.searchParams.set("open", url.searchParams.get("open"));
    link.href = same;
  }
}

async function unfold(link) {
  const { fold, part } = link.dataset;
  const url = addressOf([...unfolded().filter((one) => one !== part), part]);
  link.setAttribute("aria-busy", "true");
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(answer.statusText);
  const made = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(fold);
  document.getElementById(fold).replaceWith(made);
  keep(url);
  rove(made);
  made.querySelector(`details[data-fold="${fold}"] > summary`).focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.fold");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  unfold(link).catch(() => location.assign(link.href)); // the link itself tells what went wrong
});

document.addEventListener(
  "toggle",
  ({ target }) => {
    const { part } = target.dataset;
    if (!part || !target.isConnected || target.open === unfolded().includes(part)) return;
    keep(addressOf(target.open ? [...unfolded(), part] : unfolded().filter((one) => one !== part)));
  },
  true,
);

// Squares: one stop of the Tab key for each row, and arrows within it.
function rove(within) {
  for (const row of within.querySelectorAll(".squares")) {
    for (const [place, square] of row.querySelectorAll("a").entries()) square.tabIndex = place ? -1 : 0;
  }
}
rove(document);
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
document.addEventListener("keydown", (event) => {
  const row = event.target.closest(".squares");
  if (!row || !(event.key in STEPS)) return;
  const squares = [...row.querySelectorAll("a")];
  const here = squares.indexOf(event.target);
  const next = squares[Math.max(0, Math.min(squares.length - 1, here + STEPS[event.key]))];
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  event.preventDefault();
});

// Zooming and moving: of the part of the drawing that is looked at, so that no element needs a style.
for (const frame of document.querySelectorAll(".drawing")) {
  const drawing = frame.querySelector("svg");
  const whole = drawing.viewBox.baseVal;
  const [left, top, width, height] = [whole.x, whole.y, whole.width, whole.height];
  let view = { x: left, y: top, scale: 1 };
  const look = (next) => {
    const scale = Math.max(1, Math.min(8, next.scale));
    const within = (value, start, size) => Math.max(start, Math.min(start + size - size / scale, value));
    view = { x: within(next.x, left, width), y: within(next.y, top, height), scale };
    drawing.setAttribute("viewBox", `${view.x} ${view.y} ${width / scale} ${height / scale}`);
    frame.classList.toggle("zoomed", scale > 1);
  };
  // Zooms so that the point that is looked at stays where it is: a part of the width and of the height.
  const zoom = (by, across = 0.5, down = 0.5) => {
    const scale = Math.max(1, Math.min(8, view.scale * by));
    const stays = (start, size, part) => start + size * part * (1 / view.scale - 1 / scale);
    look({ x: stays(view.x, width, across), y: stays(view.y, height, down), scale });
  };
  const move = (across, down) => look({ ...view, x: view.x + across / view.scale, y: view.y + down / view.scale });
  const acts = {
    "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: () => look({ x: left, y: top, scale: 1 }),
    ArrowLeft: () => move(-80, 0), ArrowRight: () => move(80, 0), ArrowUp: () => move(0, -80), ArrowDown: () => move(0, 80),
  };
  frame.querySelector(".zoom").hidden = false;
  frame.addEventListener("click", ({ target }) => acts[target.dataset.zoom]?.());
  frame.addEventListener("keydown", (event) => {
    const pans = event.key.startsWith("Arrow");
    if (!(event.key in acts) || event.ctrlKey || event.metaKey || event.altKey || (pans && view.scale === 1)) return;
    acts[event.key]();
    event.preventDefault();
  });
  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return; // without it the wheel moves the page
    const box = drawing.getBoundingClientRect();
    zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
    event.preventDefault();
  }, { passive: false });
  let held;
  drawing.addEventListener("pointerdown", ({ clientX, clientY, pointerId }) => {
    if (view.scale > 1) held = { clientX, clientY, pointerId, view, far: false };
  });
  drawing.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (!held) return;
    const per = width / view.scale / drawing.getBoundingClientRect().width;
    const [across, down] = [clientX - held.clientX, clientY - held.clientY];
    held.far ||= Math.hypot(across, down) > 4;
    if (held.far) {
      drawing.setPointerCapture(held.pointerId);
      look({ ...view, x: held.view.x - across * per, y: held.view.y - down * per });
    }
  });
  const let_go = () => setTimeout(() => (held = undefined));
  for (const event of ["pointerup", "pointercancel"]) drawing.addEventListener(event, let_go);
  drawing.addEventListener("click", (event) => held?.far && event.preventDefault(), true); // it was a drag, no click
  drawing.addEventListener("dragstart", (event) => view.scale > 1 && event.preventDefault());
}
