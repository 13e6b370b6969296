/** How a handler tells the server the length of its body; the server sends it as Content-Length. */
export const bodyBytesHeader = "x-body-bytes";
