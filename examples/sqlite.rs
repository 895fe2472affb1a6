//! Repairs a column of an SQLite database in place, inside a transaction: `cargo run --example sqlite`.
//!
//! The database is made in memory for the example. Long values are judged by themselves; what was found in them
//! is the plan for the short ones, which are too short to be judged.

use rusqlite::{Connection, Result, params};
use std::{borrow::Cow, collections::HashMap};
use ungarble::{Chain, Lossy, Options, Plan, Repairer};

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let mut database = sample()?;
    let changed = repair_column(&mut database)?;
    println!("{changed} rows repaired");
    let mut rows = database.prepare("SELECT title, before FROM books ORDER BY id")?;
    let rows = rows.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?)))?;
    for row in rows {
        let (title, before) = row?;
        println!("{title}{}", before.map(|before| format!(" (was {before})")).unwrap_or_default());
    }
    Ok(())
}

/// All or nothing: what is not committed is rolled back. The old value stays in a column of its own.
fn repair_column(database: &mut Connection) -> Result<usize> {
    let transaction = database.transaction()?;
    transaction.execute_batch("ALTER TABLE books ADD COLUMN before TEXT")?;
    let rows: Vec<(i64, String)> = transaction
        .prepare("SELECT id, title FROM books")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;

    let repairer = Repairer::new(Options::new().min_confidence(0.95).lossy(Lossy::Leave));
    let titles: Vec<&str> = rows.iter().map(|(_, title)| title.as_str()).collect();
    let reports = repairer.analyze_all(&titles);
    let mut votes: HashMap<&Chain, usize> = HashMap::new();
    reports.iter().flatten().for_each(|finding| *votes.entry(finding.chain()).or_default() += 1);
    let plan = votes.into_iter().max_by_key(|&(_, votes)| votes).map(|(chain, _)| Plan::new(chain.clone()));

    let mut changed = 0;
    for ((id, title), report) in rows.iter().zip(&reports) {
        let planned = plan.as_ref().and_then(|plan| plan.apply(title).ok());
        let better = planned.unwrap_or_else(|| report.apply(title).unwrap_or(Cow::Borrowed(title)));
        if better != *title {
            changed += transaction
                .execute("UPDATE books SET title = ?1, before = ?2 WHERE id = ?3", params![better, title, id])?;
        }
    }
    transaction.commit()?;
    Ok(changed)
}

fn sample() -> Result<Connection> {
    let database = Connection::open_in_memory()?;
    database.execute_batch(
        "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT);
         INSERT INTO books (title) VALUES
            ('A Walk by the Lake'),
            ('Les rÃªves d''un Ã©tÃ© passÃ©'),
            ('GrÃ¼ne Wiesen, blaue FlÃ¼sse'),
            ('Ã‰'),
            ('L''hiver à Genève');",
    )?;
    Ok(database)
}
