import type { PublicFault } from "../../../safe-fetch/fetch-error";

const free = "Nothing was charged.";

/** What a public server did instead of returning an image, and what to do. */
export function explainFault(fault: PublicFault): string {
  switch (fault.kind) {
    case "status":
      return `The image URL answered with upstream status ${fault.status}: ${explainStatus(fault.status)} ${free}`;
    case "too_many_redirects":
      return `The image URL redirects more than 5 times. Send the address that the last redirect leads to. ${free}`;
    case "redirect_loop":
      return `The image URL redirects in a circle. It may need cookies or a sign-in; send an address that works without. ${free}`;
    case "cut_off":
      return `The image URL began to answer, but its data broke off or does not unpack. Try again, or send the file itself. ${free}`;
    case "too_slow":
      return `The image URL answered, but the image was not complete in time. Try again, or send the file itself. ${free}`;
    case "tls":
      return `No secure connection to the image URL's host could be made: its certificate or its TLS version is not accepted. Send an address that browsers open without a warning, or the file itself. ${free}`;
    case "encoding":
      return `The image URL answered with the content encoding ${quote(fault.name)}, which is not understood. Use an address that sends the image as it is, or with gzip, deflate or br. ${free}`;
  }
}

function explainStatus(status: number): string {
  switch (status) {
    case 401:
      return "it asks for a sign-in. Use an address that works without one, such as a signed link.";
    case 403:
      return "the server refuses to give the image to the studio. Use an address that anybody may open, or send the file itself.";
    case 404:
      return "there is nothing at this address. Check it for typing mistakes.";
    case 410:
      return "the image was removed from this address.";
    case 429:
      return "the server gets too many requests. Wait a while, then try again.";
  }
  if (status >= 500) return "the server has a problem of its own. Try again later.";
  if (status >= 400) return "the server does not accept the request. Check the address, or send the file itself.";
  return "that is no image. Check the address.";
}

/** The first bytes are no image: a sentence, without its period, where the type says that something else was meant; else null. */
export function explainContentType(type: string | null): string | null {
  if (type === "text/html" || type === "application/xhtml+xml") {
    return `The image URL returned a web page (${type}), not an image; use the address of the image file itself, which its page shows under "open image in new tab"`;
  }
  if (type?.startsWith("text/") || type === "application/json" || type === "application/xml") {
    return `The image URL returned ${quote(type)}, not an image; check the address`;
  }
  return null;
}

/** Text of the remote server, made harmless for an error's text. */
const quote = (text: string): string => JSON.stringify(text.replace(/[^\x20-\x7e]/g, "?").slice(0, 60));
