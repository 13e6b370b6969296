/** Why a body of this content type is no form, as a clause; what to do is in it. */
export function explainContentType(contentType: string): string {
  const type = (contentType.split(";")[0] ?? "").trim().toLowerCase();
  const wanted = "its Content-Type must be multipart/form-data with a boundary";
  if (type === "multipart/form-data") return `${wanted}; let the HTTP library write that header itself`;
  if (type === "") return `${wanted}, and it has none`;
  if (type.endsWith("json")) {
    return `${wanted}, and it is JSON; send a form whose \`image\` part is a file, base64, a data URL or an http(s) URL`;
  }
  if (type === "application/x-www-form-urlencoded") {
    return `${wanted}, and it is an urlencoded form, in which base64 loses its plus signs; with curl use -F instead of -d`;
  }
  if (type.startsWith("image/") || type === "application/octet-stream") {
    return `${wanted}, and it is a file alone; send the file as the form's \`image\` part, with curl as -F image=@photo.jpg`;
  }
  return wanted;
}
