export default {
  build: { target: "esnext", rollupOptions: { input: ["page.html", "stories.html"] } },
};
