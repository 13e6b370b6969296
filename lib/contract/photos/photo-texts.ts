/**
 * What people write into a photo, with the places where it is found and where it is put back: a property of XMP and how it is
 * written there, a dataset of IPTC's application record, a tag of EXIF's and TIFF's main directory, a keyword of PNG. In `also` are
 * further EXIF tags that are only read (Windows writes them in UTF-16). The studio's mapping and the table of the docs are made from
 * this.
 */
type TextPlaces = {
  label: string;
  xmp: string;
  /** `alt` has languages, of which the default is read and written; `bag` and `seq` have several values. */
  form: "text" | "alt" | "bag" | "seq";
  iptc?: number;
  exif?: number;
  also?: number;
  png?: string;
};

export const photoTexts = {
  title: { label: "Title", xmp: "dc:title", form: "alt", iptc: 5, exif: 0x010d, also: 0x9c9b, png: "Title" },
  description: {
    label: "Description",
    xmp: "dc:description",
    form: "alt",
    iptc: 120,
    exif: 0x010e,
    png: "Description",
  },
  creator: { label: "Author", xmp: "dc:creator", form: "seq", iptc: 80, exif: 0x013b, also: 0x9c9d, png: "Author" },
  rights: { label: "Copyright", xmp: "dc:rights", form: "alt", iptc: 116, exif: 0x8298, png: "Copyright" },
  keywords: { label: "Keywords", xmp: "dc:subject", form: "bag", iptc: 25, also: 0x9c9e, png: "Keywords" },
  origin: { label: "Origin", xmp: "dc:source", form: "text", png: "Source" },
  headline: { label: "Headline", xmp: "photoshop:Headline", form: "text", iptc: 105 },
  credit: { label: "Credit", xmp: "photoshop:Credit", form: "text", iptc: 110 },
  source: { label: "Source", xmp: "photoshop:Source", form: "text", iptc: 115 },
  instructions: { label: "Instructions", xmp: "photoshop:Instructions", form: "text", iptc: 40 },
  authorTitle: { label: "Author's position", xmp: "photoshop:AuthorsPosition", form: "text", iptc: 85 },
  captionWriter: { label: "Caption writer", xmp: "photoshop:CaptionWriter", form: "text", iptc: 122 },
  jobReference: { label: "Job reference", xmp: "photoshop:TransmissionReference", form: "text", iptc: 103 },
  category: { label: "Category", xmp: "photoshop:Category", form: "text", iptc: 15 },
  categories: { label: "More categories", xmp: "photoshop:SupplementalCategories", form: "bag", iptc: 20 },
  urgency: { label: "Urgency", xmp: "photoshop:Urgency", form: "text", iptc: 10 },
  sublocation: { label: "Location", xmp: "Iptc4xmpCore:Location", form: "text", iptc: 92 },
  city: { label: "City", xmp: "photoshop:City", form: "text", iptc: 90 },
  state: { label: "State", xmp: "photoshop:State", form: "text", iptc: 95 },
  country: { label: "Country", xmp: "photoshop:Country", form: "text", iptc: 101 },
  countryCode: { label: "Country code", xmp: "Iptc4xmpCore:CountryCode", form: "text", iptc: 100 },
  dateCreated: {
    label: "Date of the photo",
    xmp: "photoshop:DateCreated",
    form: "text",
    iptc: 55,
    png: "Creation Time",
  },
  modifyDate: { label: "Date of the file", xmp: "xmp:ModifyDate", form: "text", exif: 0x0132 },
  program: { label: "Program", xmp: "tiff:Software", form: "text", exif: 0x0131, png: "Software" },
  comment: { label: "Comment", xmp: "exif:UserComment", form: "alt", also: 0x9c9c, png: "Comment" },
} as const satisfies Record<string, TextPlaces>;

export type PhotoTextName = keyof typeof photoTexts;
/** The texts of a photo, each with at least one value. */
export type PhotoTexts = Partial<Record<PhotoTextName, string[]>>;

export const photoTextNames = Object.keys(photoTexts) as PhotoTextName[];
export const placesOf = (name: PhotoTextName): TextPlaces => photoTexts[name];
