/** The tokens of tailwind.config.ts that the page needs, light and dark. Without a script it follows the system's theme. */
export const goneStyle = `
:root { color-scheme: light dark; --paper: #fbfaf8; --ink: #1a1815; --quiet: #5f5b55; --amber: #f5a83c; --line: #b46a1c; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #11100e; --ink: #f2f0ed; --quiet: #a8a49d; --amber: #f5ad45; --line: #e0a050; }
}
* { box-sizing: border-box; margin: 0; }
body { background: var(--paper); color: var(--ink); font: 16px/1.5 Inter, system-ui, sans-serif; }
main { display: grid; justify-items: center; align-content: center; gap: 1rem; min-height: 100vh; min-height: 100dvh; padding: 1.5rem; text-align: center; }
h1 { font-size: 1.5rem; line-height: 1.25; font-weight: 600; }
p { max-width: 24rem; color: var(--quiet); text-wrap: balance; }
a { display: inline-block; padding: 0.5rem 0; color: var(--ink); text-decoration-color: var(--line); text-decoration-thickness: 2px; text-underline-offset: 4px; }
a.button { padding: 0.625rem 1.25rem; border-radius: 0.5rem; background: var(--amber); color: #231505; font-weight: 500; text-decoration: none; }
a:focus-visible { outline: 2px solid var(--line); outline-offset: 2px; border-radius: 0.25rem; }
`;
