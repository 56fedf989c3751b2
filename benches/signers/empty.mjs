// Nothing: what it costs to import a file at all.
export {};
