// “Cite this”, where scripts run: texts are copied, and forms that are folded are shown when they are unfolded.
// Without this file texts are there to be selected and forms to be downloaded; the buttons are not.
const status = document.getElementById("status");

for (const button of document.querySelectorAll("button[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  button.hidden = !text.textContent;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      status.textContent = status.dataset.copied;
      button.classList.add("done");
      setTimeout(() => button.classList.remove("done"), 1500);
    } catch {
      status.textContent = status.dataset.failed;
      getSelection().selectAllChildren(text);
    }
  });
}

for (const form of document.querySelectorAll("details.form")) {
  const text = form.querySelector("[id]");
  form.addEventListener("toggle", async () => {
    if (!form.open || text.textContent) return;
    try {
      text.textContent = await read(form.querySelector("a[download]").href);
      text.parentElement.hidden = form.querySelector("button").hidden = false;
    } catch {
      status.textContent = status.dataset.unread;
    }
  });
}

for (const menu of document.querySelectorAll(".cite > details")) {
  menu.addEventListener("toggle", () => (menu.querySelector(".form").open = true), { once: true });
}

async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.statusText);
  const isJson = response.headers.get("Content-Type").includes("json");
  return isJson ? JSON.stringify(await response.json(), null, 2) : (await response.text()).trim();
}
