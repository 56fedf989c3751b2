// Places: where tasks are looked for. Everything about services, regions and parent ids comes from the catalogue.

/** @import { LookCall, OperationSpec, Place, Profile } from "../types.d.ts" */

/** @param {string} operation */
export const serviceOf = (operation) => operation.slice(0, operation.indexOf(":"));

/**
 * The catalogue's cancel operations, each with the one that finds its tasks.
 * @param {OperationSpec[]} catalogue
 */
const kindsIn = (catalogue) =>
  catalogue.flatMap((cancel) => {
    const list = catalogue.find(({ id }) => id === cancel.listOperation);
    return cancel.kind === "cancel" && list ? [{ cancel, list }] : [];
  });

/**
 * Every place that the profiles allow.
 * @param {OperationSpec[]} catalogue
 * @param {Profile[]} profiles
 * @returns {Place[]}
 */
export const placesOf = (catalogue, profiles) =>
  profiles.flatMap((profile) =>
    kindsIn(catalogue)
      .filter(({ cancel, list }) => [cancel, list].every(({ id }) => profile.operations.includes(id)))
      .map(({ cancel, list }) => ({
        id: `${profile.name}/${cancel.id}`,
        profile,
        cancel,
        list,
        region: "",
        params: Object.fromEntries(requiredOf(list).map(({ name }) => [name, ""])),
      })),
  );

/** What the list call cannot do without. @param {OperationSpec} list */
export const requiredOf = (list) => list.fields.filter(({ required }) => required);

/** Regions of a place: those that both its operation and its profile have. @param {Place} place */
export const regionsOf = ({ list, profile }) =>
  list.regions.filter((region) => profile.regions.includes(region));

/** A place as it is now: rows and calls keep theirs when somebody looks elsewhere. @param {Place} place @returns {Place} */
export const copyOf = (place) => ({ ...place, params: { ...place.params } });

/** @param {Place} place */
export const isComplete = ({ region, params }) => region !== "" && Object.values(params).every(Boolean);

/** @param {Place} place @returns {LookCall} */
export const listCall = ({ list, region, params, profile: { endpoint } }) =>
  /** @type {any} */ ({ operation: list.id, region, params: { ...params }, ...(endpoint && { endpoint }) });

/** The task's own id among a call's parameters: the last that it needs. @param {OperationSpec} cancel */
export const idField = ({ fields }) => fields.filter(({ required }) => required).at(-1)?.name ?? "";

/**
 * A profile of somebody who works alone: one vendor's services, all of them.
 * @param {OperationSpec[]} catalogue
 * @param {string} vendor
 * @param {string} [endpoint]
 * @returns {Profile}
 */
export function vendorProfile(catalogue, vendor, endpoint) {
  const specs = catalogue.filter(({ provider }) => provider.id === vendor);
  return {
    name: vendor,
    services: [...new Set(specs.map(({ id }) => serviceOf(id)))],
    regions: [...new Set(specs.flatMap(({ regions }) => regions))].sort(),
    operations: specs.map(({ id }) => id),
    ...(endpoint && { endpoint }),
  };
}

/** @param {OperationSpec[]} catalogue */
export const vendorsOf = (catalogue) => [
  ...new Map(catalogue.map(({ provider }) => [provider.id, provider.name])),
];

/** Fills in what an address says of the places. @param {Place[]} places @param {import("./fragment.js").PlaceName[]} named */
export function recall(places, named) {
  for (const { profile, cancel, region, params } of named) {
    const place = places.find((one) => one.profile.name === profile && one.cancel.id === cancel);
    if (!place) continue;
    if (regionsOf(place).includes(region)) place.region = region;
    for (const name of Object.keys(place.params)) place.params[name] = params[name] ?? "";
  }
  for (const place of places) if (regionsOf(place).length === 1) place.region ||= regionsOf(place)[0] ?? "";
}

/** Fills in what keys say of where somebody's tasks are. @param {Place[]} places @param {{ region: string, params: Record<string, string> }} told */
export function suppose(places, { region, params }) {
  for (const place of places) {
    if (regionsOf(place).includes(region)) place.region ||= region;
    for (const [name, value] of Object.entries(params))
      if (place.params[name] === "") place.params[name] = value;
  }
}
