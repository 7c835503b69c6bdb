import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const features = ["account", "overview", "campaigns", "templates", "audience", "settings"];

/** The floors of this application: app over features over ui over lib; a feature never imports another feature. */
const floor = (files, forbidden) => ({
  files: [files],
  rules: { "no-restricted-imports": ["error", { patterns: [{ group: forbidden, message: "That is a floor above, or a neighbour." }] }] },
});

export default defineConfig(
  globalIgnores(["dist", "target", "src/lib/openapi.d.ts"]),
  ...tseslint.configs.recommended,
  reactHooks.configs.flat.recommended,
  floor("src/lib/**", ["@/ui/*", "@/features/*", "@/app/*"]),
  floor("src/ui/**", ["@/features/*", "@/app/*"]),
  ...features.map((name) =>
    floor(`src/features/${name}/**`, ["@/app/*", ...features.filter((other) => other !== name).map((other) => `@/features/${other}/*`)]),
  ),
  { rules: { "@typescript-eslint/consistent-type-imports": "error", "max-lines": ["error", 300] } },
);
