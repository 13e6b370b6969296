import { creatorTool, freshXmp } from "./ai-mark";

/** One entry of the history that XMP's media management keeps (xmpMM:History). */
const event =
  `<rdf:li xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#" stEvt:action="edited" stEvt:changed="/" ` +
  `stEvt:parameters="colors adjusted by hand" stEvt:softwareAgent="${creatorTool}"/>`;

const history =
  `<rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"><xmpMM:History><rdf:Seq>${event}` +
  "</rdf:Seq></xmpMM:History></rdf:Description>";

const endOfHistory = /<\/rdf:Seq>\s*<\/xmpMM:History>/;

/**
 * Adds to a marked packet that a person adjusted the colors, behind the photo's own history if it has one.
 * @param maxBytes of the whole packet; beyond it the photo's own properties are dropped
 */
export function recordAdjustment(packet: string, maxBytes: number): string {
  const recorded = endOfHistory.test(packet)
    ? packet.replace(endOfHistory, (end) => event + end)
    : packet.replace("</rdf:RDF>", () => `${history}</rdf:RDF>`);
  return Buffer.byteLength(recorded) <= maxBytes ? recorded : freshXmp.replace("</rdf:RDF>", `${history}</rdf:RDF>`);
}
