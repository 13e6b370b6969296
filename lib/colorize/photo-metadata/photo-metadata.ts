import type { PhotoTexts } from "../../contract/photos/photo-texts";
import type { IptcDataset } from "./iptc/iptc-datasets";
import type { Resolution } from "./resolution";

/** A text of PNG, or of another format under the keyword that PNG has for it. */
export type KeywordText = { keyword: string; text: string };

/** What a photo's file says besides its pixels and its profile. What is not there, or cannot be read, is left out. */
export type PhotoMetadata = {
  /** From the byte order mark on, as the file has it; of a TIFF, put together from its directories. */
  exif?: Buffer;
  xmp?: Buffer;
  /** The application record (2), its texts in UTF-8. */
  iptc?: IptcDataset[];
  /** Of the upright picture. */
  resolution?: Resolution;
  /** What people wrote, wherever in the file it was, once each. */
  texts?: PhotoTexts;
  /** Texts of PNG under their own keywords, those that `texts` holds too included. */
  keywordTexts?: KeywordText[];
};

/** What one container holds, before its parts are read. */
export type MetadataBlocks = {
  exif?: Buffer;
  xmp?: Buffer;
  /** The rest of a packet that JPEG splits. */
  xmpRest?: Buffer;
  /** IPTC-IIM datasets. */
  iptc?: Buffer;
  /** Photoshop's image resources. */
  resources?: Buffer;
  /** What the container itself says, outside EXIF. */
  resolution?: Resolution;
  comments?: string[];
  keywordTexts?: KeywordText[];
};
