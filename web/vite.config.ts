import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const backend = process.env.LETTERMILL_URL ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: { manifest: true, outDir: "dist", sourcemap: false },
  server: {
    host: "127.0.0.1",
    // The browser talks to the development server only; what is not the interface goes on to the app.
    proxy: Object.fromEntries(
      ["/api", "/workspaces", "/preferences", "/t/", "/u/", "/openapi", "/health"].map((path) => [path, backend]),
    ),
  },
  test: { environment: "jsdom", setupFiles: ["src/test-setup.ts"], include: ["src/**/*.test.{ts,tsx}"] },
});
