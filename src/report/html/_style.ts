import claim from "./_style_claim.css" with { type: "text" };
import frame from "./_style_frame.css" with { type: "text" };
import media from "./_style_media.css" with { type: "text" };
import tables from "./_style_tables.css" with { type: "text" };

/** The page's style sheet; what other media need comes last, over the rest. */
export const STYLE = [frame, tables, claim, media].join("\n");
