// The words of the live parts, in the page's language.

const FRENCH = document.documentElement.lang === "fr";

export const LANGUAGE = FRENCH ? "fr" : "en";

export function t(french, english) {
  return FRENCH ? french : english;
}

export function counted(number, french, english) {
  const word = t(french, english);
  const plural = FRENCH ? number > 1 : number !== 1;
  return `${number}\u00a0${word}${plural ? "s" : ""}`;
}
