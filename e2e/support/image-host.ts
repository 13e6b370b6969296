import { type LocalServer, startLocalServer } from "./local-server";

export type ImageHost = LocalServer & {
  /** Paths asked for, in order. */
  seen: string[];
};

/**
 * Serves `photo` at /photo.jpg, a page at /page, 404 at /missing, a redirect at /to?ADDRESS, an endless body at /endless.
 * Also the canary: whatever reaches it shows in `seen`.
 */
export async function startImageHost(photo: Buffer): Promise<ImageHost> {
  const seen: string[] = [];
  const server = await startLocalServer((request, response) => {
    const url = request.url ?? "";
    seen.push(url);
    if (url === "/photo.jpg") {
      response.writeHead(200, { "Content-Type": "image/jpeg" }).end(photo);
    } else if (url === "/page") {
      response.writeHead(200, { "Content-Type": "text/html" }).end("<html><body>No photo here</body></html>");
    } else if (url.startsWith("/to?")) {
      response.writeHead(302, { Location: decodeURIComponent(url.slice(4)) }).end();
    } else if (url === "/endless") {
      const block = Buffer.alloc(1024 * 1024, 0xff);
      const pump = () => {
        while (!response.destroyed && response.write(block)) {}
      };
      response.writeHead(200, { "Content-Type": "image/jpeg" }).on("drain", pump);
      pump();
    } else response.writeHead(404).end("nothing here");
  });
  return { ...server, seen };
}
