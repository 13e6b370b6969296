/** Next calls this once when the server starts; a build does not. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { boot } = await import("./lib/http/studio/boot");
  await boot();
}
