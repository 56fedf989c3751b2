//! The typed parameters of every operation, as Rust: `src/call/typed/services`, made from the specs.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use calloff::{FieldSpec, FieldType, OperationSpec, operations};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const HEAD: &str = "Made from the specs by `cargo run -p xtask -- params`: do not change it by hand.";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/call/typed/services")
}

/// Writes every file anew.
pub(crate) fn write() -> Result<()> {
    let folder = folder();
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    for (name, text) in files()? {
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}

/// Each file's name and text: one a service, and the one that lists them.
fn files() -> Result<BTreeMap<String, String>> {
    let mut services: BTreeMap<String, Vec<&OperationSpec>> = BTreeMap::new();
    for operation in operations() {
        let (service, _) = operation.id.split_once(':').ok_or("an id without a service")?;
        services.entry(service.replace('-', "_")).or_default().push(operation);
    }
    let mut files = BTreeMap::new();
    let mut list = format!("//! The services, each with its operations. {HEAD}\n\n");
    for (module, operations) in services {
        writeln!(list, "pub mod {module};")?;
        files.insert(format!("{module}.rs"), format(&service(&operations)?)?);
    }
    files.insert("mod.rs".to_owned(), list);
    Ok(files)
}

/// The file of a service.
fn service(operations: &[&OperationSpec]) -> Result<String> {
    let name = operations.first().ok_or("a service without operations")?.service.name;
    let mut text = format!("//! {name}: what each operation takes. {HEAD}\n\n");
    text.push_str("use crate::call::typed::operation;\nuse crate::data::value::{Members, Value};\n");
    for operation in operations {
        let (_, name) = operation.id.split_once(':').unwrap_or_default();
        let about = format!("{}.\n\n<{}>", operation.title, operation.docs);
        structure(name, &about, operation.fields, &mut text)?;
        writeln!(text, "operation!({name}, {:?});", operation.id)?;
        items(name, operation.fields, &mut text)?;
    }
    Ok(text)
}

/// A struct of these fields, and the way to its value.
fn structure(name: &str, about: &str, fields: &[FieldSpec], text: &mut String) -> Result<()> {
    writeln!(text, "\n{}", comment(about))?;
    writeln!(text, "#[derive(Clone, Debug, Default, PartialEq, Eq)]\npub struct {name} {{")?;
    for field in fields {
        // Markdown would take these for its own.
        let mut about = field.help.replace('<', "\\<").replace('[', "\\[");
        if !field.example.is_empty() {
            write!(about, " For example `{}`.", field.example)?;
        }
        let about = if about.is_empty() { "As the vendor documents it." } else { &about };
        writeln!(text, "{}\npub {}: {},", comment(about), member(field.name), kind(name, field))?;
    }
    writeln!(text, "}}\n\nimpl From<{name}> for Value {{\nfn from(params: {name}) -> Self {{")?;
    text.push_str("let mut members = Members::default();\n");
    for field in fields {
        let put = match (field.required, field.kind) {
            (true, _) => "put",
            (false, FieldType::Strings | FieldType::Objects) => "put_items",
            (false, _) => "put_some",
        };
        writeln!(text, "members.{put}({:?}, params.{});", field.name, member(field.name))?;
    }
    text.push_str("members.take()\n}\n}\n\n");
    Ok(())
}

/// The structs of what is in lists.
fn items(owner: &str, fields: &[FieldSpec], text: &mut String) -> Result<()> {
    for field in fields.iter().filter(|field| !field.parts.is_empty()) {
        let name = item(owner, field);
        let about = format!("An item of [`{owner}::{}`].", member(field.name));
        structure(&name, &about, field.parts, text)?;
        items(&name, field.parts, text)?;
    }
    Ok(())
}

fn kind(owner: &str, field: &FieldSpec) -> String {
    let (kind, is_list) = match field.kind {
        FieldType::Boolean => ("bool".to_owned(), false),
        FieldType::Integer => ("i64".to_owned(), false),
        FieldType::Strings => ("String".to_owned(), true),
        FieldType::Objects => (item(owner, field), true),
        _ => ("String".to_owned(), false),
    };
    match (is_list, field.required) {
        (true, _) => format!("Vec<{kind}>"),
        (false, true) => kind,
        (false, false) => format!("Option<{kind}>"),
    }
}

/// The struct for an item of a list: `DescribeDataRepositoryTasks` and `Filters` make
/// `DescribeDataRepositoryTasksFilter`.
fn item(owner: &str, field: &FieldSpec) -> String {
    format!("{owner}{}", field.name.strip_suffix('s').unwrap_or(field.name))
}

/// A parameter's name as Rust has it: `TaskIds` is `task_ids`.
fn member(name: &str) -> String {
    let mut member = String::new();
    let mut is_after_small = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && is_after_small {
            member.push('_');
        }
        is_after_small = c.is_ascii_lowercase() || c.is_ascii_digit();
        member.push(c.to_ascii_lowercase());
    }
    if member == "type" { "r#type".to_owned() } else { member }
}

/// Text as a doc comment.
fn comment(text: &str) -> String {
    let lines =
        text.lines().map(|line| if line.is_empty() { "///".to_owned() } else { format!("/// {line}") });
    lines.collect::<Vec<_>>().join("\n")
}

/// As `cargo fmt` leaves it.
fn format(text: &str) -> Result<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    rustfmt.stdin.take().ok_or("rustfmt takes no input")?.write_all(text.as_bytes())?;
    let output = rustfmt.wait_with_output()?;
    if !output.status.success() {
        return Err("rustfmt failed".into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_typed_params_are_what_the_specs_say() {
        let found: BTreeMap<String, String> = fs::read_dir(folder())
            .unwrap()
            .map(|file| file.unwrap().path())
            .map(|path| {
                (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())
            })
            .collect();
        let stale = "src/call/typed/services is not what the specs say: `cargo run -p xtask -- params`, and commit it";
        assert!(found == files().unwrap(), "{stale}");
    }

    #[test]
    fn a_name_is_written_as_rust_has_it() {
        for (name, written) in [
            ("TaskIds", "task_ids"),
            ("taskId", "task_id"),
            ("project_id", "project_id"),
            ("DryRun", "dry_run"),
            ("type", "r#type"),
            ("TaskARN", "task_arn"),
        ] {
            assert_eq!(member(name), written);
        }
    }
}
