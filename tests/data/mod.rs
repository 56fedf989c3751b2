//! The cases on disk: the JSON files of a folder, and what is written short in them.

use std::path::Path;

use serde_json::Value as Json;

/// Every file of a folder of tests, by its path there, and of the folders in it.
pub fn files(folder: &str) -> Vec<(String, Json)> {
    let mut files = Vec::new();
    let entries = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder).read_dir().unwrap();
    for entry in entries.map(Result::unwrap) {
        let path = format!("{folder}/{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            files.extend(self::files(&path));
        } else {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            let json = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
            files.push((path, json));
        }
    }
    files.sort_by(|(one, _), (other, _)| one.cmp(other));
    files
}

/// Long texts and lists are written `{ prefix, repeat, times, suffix }`; this writes them out, wherever they are.
pub fn expand(json: &Json) -> Json {
    match json {
        Json::Object(parts) if parts.contains_key("times") => {
            let times = usize::try_from(parts["times"].as_u64().unwrap()).unwrap();
            match &parts["repeat"] {
                Json::Array(items) => {
                    let items: Vec<Json> = items.iter().map(expand).collect();
                    Json::Array(vec![items; times].concat())
                }
                repeat => {
                    let part = |key| parts.get(key).and_then(Json::as_str).unwrap_or_default();
                    let repeated = repeat.as_str().unwrap().repeat(times);
                    Json::String(format!("{}{repeated}{}", part("prefix"), part("suffix")))
                }
            }
        }
        Json::Object(members) => members.iter().map(|(key, value)| (key.clone(), expand(value))).collect(),
        Json::Array(items) => items.iter().map(expand).collect(),
        other => other.clone(),
    }
}
