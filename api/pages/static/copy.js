// Copying is an extra: without this file the texts are there to be selected, and the buttons are not.
const status = document.getElementById("status");
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy).textContent;
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = status.dataset.copied;
      button.classList.add("done");
      setTimeout(() => button.classList.remove("done"), 1500);
    } catch {
      status.textContent = status.dataset.failed;
      getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
    }
  });
}
