// Beside each link that saves a drawing, a button that saves it as PNG: drawn by the browser, which has the fonts.
for (const link of document.querySelectorAll("a[data-picture]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "PNG";
  button.setAttribute("aria-label", link.textContent.replace("SVG", "PNG"));
  button.addEventListener("click", () => save(link.href, link.download.replace(/\.svg$/, ".png")));
  link.after(button);
}

async function save(url, name) {
  const picture = new Image();
  picture.src = url;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * picture.naturalWidth;
  canvas.height = 2 * picture.naturalHeight;
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => {
    const file = document.createElement("a");
    file.href = URL.createObjectURL(blob);
    file.download = name;
    file.click();
    URL.revokeObjectURL(file.href);
  }, "image/png");
}
