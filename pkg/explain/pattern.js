// Makes patterns of plain words.

/** A pattern that finds this text. @param {string} text */
export const literally = (text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
