/** The IPTC code for a photograph to which a trained model added something, here its color. */
export const digitalSourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";
/** What the file says it was made with. */
export const creatorTool = "Pixomax Studio";

/** The mark as it stands in a packet. */
export const markDescription =
  `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" ` +
  `xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmp:CreatorTool="${creatorTool}" ` +
  `Iptc4xmpExt:DigitalSourceType="${digitalSourceType}"/>`;

/** A packet with the mark alone. */
export const freshXmp =
  `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">` +
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${markDescription}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
