// Before anything is drawn, so that nobody who chose dark sees a flash of light.
document.body.dataset.theme = localStorage.getItem("theme") || "auto";
