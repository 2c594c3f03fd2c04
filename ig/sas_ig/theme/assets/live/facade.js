// The facade beside this guide: it serves the guide under …/ig/ and FHIR under …/fhir.

import { LANGUAGE } from "./words.js";

const [root, inside] = location.pathname.split(/\/ig\/(.*)/s);

export const BASE =
  inside !== undefined && location.protocol.startsWith("http") ? `${location.origin}${root}/fhir` : null;

// Whether it answers. A guide that is hosted elsewhere, or opened from a disk, has none.
export async function isThere() {
  if (!BASE) return false;
  try {
    const answer = await fetch(`${BASE}/metadata?_elements=fhirVersion`, {
      headers: { Accept: "application/fhir+json" },
    });
    return answer.ok && (await answer.json()).resourceType === "CapabilityStatement";
  } catch {
    return false;
  }
}

// The OperationOutcome for a text; profiles are canonicals to hold it to besides its own.
export async function validate(text, language, profiles) {
  const query = profiles.map((profile) => `profile=${encodeURIComponent(profile)}`).join("&");
  const answer = await fetch(`${BASE}/$validate${query && "?"}${query}`, {
    method: "POST",
    headers: {
      Accept: "application/fhir+json",
      "Accept-Language": LANGUAGE,
      "Content-Type": `application/fhir+${language}`,
    },
    body: text,
  });
  return answer.json();
}
