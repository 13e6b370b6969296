import type { Config } from "tailwindcss";
import plugin from "tailwindcss/plugin";

/*
 * The design's tokens. Warm paper and ink, with one accent: the amber of a darkroom safelight.
 * `primary` fills (ink on amber reads 8:1); `brand` is the same hue dark or light enough for text and graphics.
 * `canvas` is the neutral gray a photo lies on: a tinted surround would shift how its colors look.
 */
const light = {
  background: "oklch(0.985 0.003 85)",
  foreground: "oklch(0.21 0.008 70)",
  card: "oklch(1 0 0)",
  "card-foreground": "oklch(0.21 0.008 70)",
  popover: "oklch(1 0 0)",
  "popover-foreground": "oklch(0.21 0.008 70)",
  canvas: "oklch(0.945 0 0)",
  primary: "oklch(0.79 0.155 70)",
  "primary-hover": "oklch(0.755 0.158 68)",
  "primary-foreground": "oklch(0.2 0.03 65)",
  brand: "oklch(0.53 0.125 58)",
  secondary: "oklch(0.945 0.004 80)",
  "secondary-hover": "oklch(0.92 0.005 80)",
  "secondary-foreground": "oklch(0.25 0.008 70)",
  muted: "oklch(0.96 0.004 80)",
  "muted-foreground": "oklch(0.48 0.01 70)",
  accent: "oklch(0.95 0.005 80)",
  "accent-foreground": "oklch(0.21 0.008 70)",
  destructive: "oklch(0.52 0.19 22)",
  "destructive-foreground": "oklch(0.99 0 0)",
  success: "oklch(0.5 0.11 155)",
  border: "oklch(0.905 0.005 80)",
  input: "oklch(0.62 0.008 75)",
  ring: "oklch(0.53 0.125 58)",
  radius: "0.75rem",
  "shadow-tint": "oklch(0.3 0.02 70 / 0.1)",
  // Code, at least 4.5:1 on a card.
  "code-foreground": "var(--foreground)",
  "code-token-comment": "var(--muted-foreground)",
  "code-token-punctuation": "oklch(0.45 0.01 70)",
  "code-token-keyword": "oklch(0.5 0.17 20)",
  "code-token-string": "oklch(0.47 0.11 155)",
  "code-token-string-expression": "oklch(0.47 0.11 155)",
  "code-token-function": "oklch(0.48 0.14 265)",
  "code-token-constant": "oklch(0.5 0.13 58)",
  "code-token-parameter": "var(--foreground)",
  "code-token-link": "oklch(0.47 0.11 155)",
};
type Tokens = Record<keyof typeof light, string>;

/** What the dark theme changes; the rest stays as it is. */
const dark: Partial<Tokens> = {
  background: "oklch(0.165 0.004 70)",
  foreground: "oklch(0.955 0.004 85)",
  card: "oklch(0.2 0.005 70)",
  "card-foreground": "oklch(0.955 0.004 85)",
  popover: "oklch(0.225 0.006 70)",
  "popover-foreground": "oklch(0.955 0.004 85)",
  canvas: "oklch(0.13 0 0)",
  primary: "oklch(0.8 0.15 72)",
  "primary-hover": "oklch(0.84 0.14 74)",
  "primary-foreground": "oklch(0.2 0.03 65)",
  brand: "oklch(0.82 0.135 74)",
  secondary: "oklch(0.265 0.006 70)",
  "secondary-hover": "oklch(0.305 0.007 70)",
  "secondary-foreground": "oklch(0.95 0.004 85)",
  muted: "oklch(0.235 0.005 70)",
  "muted-foreground": "oklch(0.72 0.008 80)",
  accent: "oklch(0.265 0.006 70)",
  "accent-foreground": "oklch(0.955 0.004 85)",
  destructive: "oklch(0.73 0.16 20)",
  "destructive-foreground": "oklch(0.17 0.03 20)",
  success: "oklch(0.77 0.13 155)",
  border: "oklch(0.29 0.006 70)",
  input: "oklch(0.55 0.008 75)",
  ring: "oklch(0.82 0.135 74)",
  "shadow-tint": "oklch(0 0 0 / 0.45)",
  "code-token-punctuation": "oklch(0.75 0.008 80)",
  "code-token-keyword": "oklch(0.78 0.12 20)",
  "code-token-string": "oklch(0.82 0.12 155)",
  "code-token-string-expression": "oklch(0.82 0.12 155)",
  "code-token-function": "oklch(0.79 0.1 260)",
  "code-token-constant": "oklch(0.83 0.12 75)",
  "code-token-link": "oklch(0.82 0.12 155)",
};

/** Tokens that have utilities of their own: `bg-card`, `text-brand`, `border-input` … */
const colors = [
  "background",
  "foreground",
  "card",
  "card-foreground",
  "popover",
  "popover-foreground",
  "canvas",
  "primary",
  "primary-hover",
  "primary-foreground",
  "brand",
  "secondary",
  "secondary-hover",
  "secondary-foreground",
  "muted",
  "muted-foreground",
  "accent",
  "accent-foreground",
  "destructive",
  "destructive-foreground",
  "success",
  "border",
  "input",
  "ring",
] as const satisfies readonly (keyof Tokens)[];

const variables = (tokens: Partial<Tokens>) =>
  Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--${name}`, value]));

export default {
  darkMode: ["variant", "&:is(.dark *)"],
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}"],
  theme: {
    extend: {
      colors: Object.fromEntries(colors.map((name) => [name, `var(--${name})`])),
      fontFamily: {
        sans: ["var(--font-latin)", '"Inter Variable"', "ui-sans-serif", "system-ui", "sans-serif"],
        mono: ["ui-monospace", '"SF Mono"', '"Cascadia Mono"', "Menlo", "Consolas", "monospace"],
      },
      borderRadius: { sm: "0.375rem", md: "0.5rem", lg: "var(--radius)", xl: "1rem" },
      boxShadow: {
        soft: "0 1px 2px var(--shadow-tint), 0 8px 24px -12px var(--shadow-tint)",
        lift: "0 2px 4px var(--shadow-tint), 0 24px 64px -24px var(--shadow-tint)",
      },
      // A light that passes slowly over a photo at work.
      animation: { sweep: "sweep 2.8s ease-in-out infinite" },
      keyframes: { sweep: { to: { transform: "translateX(400%)" } } },
    },
  },
  plugins: [plugin(({ addBase }) => addBase({ ":root": variables(light), ".dark": variables(dark) }))],
} satisfies Config;
