/** Saves a file of this origin under `name`, as a click on a download link would. */
export function startDownload(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}
