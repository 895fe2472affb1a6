//! Streams: repair while reading or writing, in bounded memory.

use crate::{blocks, error::Error, repairer::Repairer};
use std::io::{self, BufRead, Read, Write};

/// Bytes in, repaired text out, block by block.
#[derive(Debug)]
struct Pump {
    repairer: Repairer,
    /// What came in and is not repaired yet: at most a window and what was added last.
    pending: Vec<u8>,
    /// Where the pending bytes stand in the stream.
    offset: u64,
    /// Where the stream is not UTF-8, once that is known; then it goes no further.
    broken: Option<u64>,
}

impl Pump {
    fn new(repairer: Repairer) -> Self {
        Self { repairer, pending: Vec::new(), offset: 0, broken: None }
    }

    fn window(&self) -> usize {
        self.repairer.settings().window
    }

    /// Repairs the blocks that are sure to be whole, or all that is left if this was the end; adds them to `out`.
    /// What stands before bytes that are not UTF-8 is a block.
    fn drain(&mut self, end: bool, out: &mut Vec<u8>) -> io::Result<()> {
        let mut at = 0;
        while self.broken.is_none() && at < self.pending.len() && (end || self.pending.len() - at > self.window()) {
            let block = &self.pending[at..at + blocks::first(&self.pending[at..], self.window())];
            let text = str::from_utf8(block).unwrap_or_else(|error| {
                let valid = error.valid_up_to();
                self.broken = Some(self.offset + (at + valid) as u64);
                str::from_utf8(&block[..valid]).unwrap_or_default()
            });
            out.extend_from_slice(self.repairer.repair(text).as_bytes());
            at += block.len();
        }
        self.pending.drain(..at);
        self.offset += at as u64;
        let Some(at) = self.broken else { return Ok(()) };
        self.pending.clear();
        Err(io::Error::new(io::ErrorKind::InvalidData, Error::NotUtf8 { at }))
    }
}

/// Reads UTF-8 from another reader, and gives it repaired; made by [`Repairer::reader`].
///
/// What comes out is what [`Repairer::repair`] makes of the whole, whatever the sizes in which it is read. It
/// holds about two [windows](crate::Options::window) of text. It reads in large pieces: the other reader needs
/// no buffer.
///
/// Bytes that are not UTF-8 are an error of the kind [`InvalidData`](io::ErrorKind::InvalidData) around an
/// [`Error::NotUtf8`]. It comes once, after all that stands before those bytes, and then the end.
///
/// ```
/// use std::io::{BufRead, Read};
/// use ungarble::{Error, Repairer};
/// let mut line = String::new();
/// Repairer::default().reader("cafÃ©\ntea\n".as_bytes()).read_line(&mut line)?;
/// assert_eq!(line, "café\n");
///
/// let error = Repairer::default().reader(&b"caf\xE9"[..]).read_to_end(&mut Vec::new()).unwrap_err();
/// let error: &Error = error.get_ref().and_then(|error| error.downcast_ref()).unwrap();
/// assert_eq!(*error, Error::NotUtf8 { at: 3 });
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct RepairReader<R> {
    inner: R,
    pump: Pump,
    ready: Vec<u8>,
    /// How much of `ready` was given.
    given: usize,
    ended: bool,
    /// What is to be said once all that is ready was given.
    error: Option<io::Error>,
}

impl<R: Read> RepairReader<R> {
    /// The reader that this one reads from; what it gave already may not have been given on.
    ///
    /// ```
    /// let reader = ungarble::Repairer::default().reader("cafÃ©".as_bytes());
    /// assert_eq!(reader.into_inner(), "cafÃ©".as_bytes()); // nothing was read yet
    /// ```
    pub fn into_inner(self) -> R {
        self.inner
    }

    /// Repairs on until something is ready, or all is done.
    fn fill(&mut self) -> io::Result<()> {
        while self.given == self.ready.len() {
            if let Some(error) = self.error.take() {
                return Err(error);
            }
            if self.ended && self.pump.pending.is_empty() {
                break;
            }
            self.ready.clear();
            self.given = 0;
            if !self.ended {
                let wanted = (self.pump.window() + 1).saturating_sub(self.pump.pending.len()).max(1);
                let read = self.inner.by_ref().take(wanted as u64).read_to_end(&mut self.pump.pending)?;
                self.ended = read < wanted;
            }
            if let Err(error) = self.pump.drain(self.ended, &mut self.ready) {
                self.error = Some(error);
                self.ended = true;
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for RepairReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut ready = self.fill_buf()?;
        let read = ready.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for RepairReader<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.fill()?;
        Ok(&self.ready[self.given..])
    }

    fn consume(&mut self, amount: usize) {
        self.given = (self.given + amount).min(self.ready.len());
    }
}

/// Takes UTF-8 and writes it repaired to another writer; made by [`Repairer::writer`].
///
/// What is written is what [`Repairer::repair`] makes of the whole, whatever the sizes in which it comes. It
/// holds back up to a [window](crate::Options::window) of text, [`flush`](Write::flush) or not, because what
/// follows is evidence: call [`finish`](Self::finish) at the end. Dropped without, it finishes as well, but
/// errors are lost then.
///
/// Bytes that are not UTF-8 are an error of the kind [`InvalidData`](io::ErrorKind::InvalidData) around an
/// [`Error::NotUtf8`], from then on each time. What stands before them is written.
///
/// ```
/// use std::io::Write;
/// let mut out = Vec::new();
/// let mut writer = ungarble::Repairer::default().writer(&mut out);
/// writeln!(writer, "cafÃ©")?;
/// writer.finish()?;
/// assert_eq!(out, "café\n".as_bytes());
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct RepairWriter<W: Write> {
    /// None once finished.
    inner: Option<W>,
    pump: Pump,
    ready: Vec<u8>,
}

impl<W: Write> RepairWriter<W> {
    /// Repairs and writes what is left, flushes the other writer and gives it back.
    ///
    /// # Errors
    ///
    /// Those of the other writer, and [`Error::NotUtf8`] as described above.
    ///
    /// ```
    /// use std::io::Write;
    /// let mut writer = ungarble::Repairer::default().writer(Vec::new());
    /// writer.write_all("cafÃ©".as_bytes())?;
    /// assert_eq!(writer.finish()?, "café".as_bytes());
    ///
    /// let mut writer = ungarble::Repairer::default().writer(Vec::new());
    /// writer.write_all(b"caf\xE9")?;
    /// assert!(writer.finish().is_err());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn finish(mut self) -> io::Result<W> {
        let outcome = self.end();
        match self.inner.take() {
            Some(inner) => outcome.map(|()| inner),
            None => Err(io::Error::other("the writer is finished")),
        }
    }

    fn end(&mut self) -> io::Result<()> {
        let outcome = self.pump.drain(true, &mut self.ready);
        self.pass_on()?;
        outcome?;
        self.inner.as_mut().map_or(Ok(()), Write::flush)
    }

    /// Writes what is ready.
    fn pass_on(&mut self) -> io::Result<()> {
        if let Some(inner) = &mut self.inner {
            inner.write_all(&self.ready)?;
        }
        self.ready.clear();
        Ok(())
    }
}

impl<W: Write> Write for RepairWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(self.pump.window());
        self.pump.pending.extend_from_slice(&bytes[..taken]);
        let outcome = self.pump.drain(false, &mut self.ready);
        self.pass_on()?;
        outcome.map(|()| taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl<W: Write> Drop for RepairWriter<W> {
    fn drop(&mut self) {
        if self.inner.is_some() {
            // A destructor has nobody to tell.
            let _ = self.end();
        }
    }
}

impl Repairer {
    /// A reader that gives what another one gives, repaired.
    ///
    /// ```
    /// use std::io::Read;
    /// let mut text = String::new();
    /// ungarble::Repairer::default().reader("cafÃ©".as_bytes()).read_to_string(&mut text)?;
    /// assert_eq!(text, "café");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn reader<R: Read>(&self, inner: R) -> RepairReader<R> {
        RepairReader { inner, pump: Pump::new(self.clone()), ready: Vec::new(), given: 0, ended: false, error: None }
    }

    /// A writer that passes on what it gets, repaired.
    ///
    /// ```
    /// use std::io::Write;
    /// let mut writer = ungarble::Repairer::default().writer(Vec::new());
    /// writer.write_all("cafÃ".as_bytes())?;
    /// writer.write_all("© au lait".as_bytes())?;
    /// assert_eq!(writer.finish()?, "café au lait".as_bytes());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn writer<W: Write>(&self, inner: W) -> RepairWriter<W> {
        RepairWriter { inner: Some(inner), pump: Pump::new(self.clone()), ready: Vec::new() }
    }

    /// The repaired lines of what a reader gives, without their line ends; in memory bounded by the
    /// [window](crate::Options::window) and the longest line.
    ///
    /// A line may be an error, of the other reader or [`Error::NotUtf8`]; after the latter there are no more.
    ///
    /// ```
    /// let lines = ungarble::Repairer::default().lines("cafÃ©\ntea\n".as_bytes());
    /// assert_eq!(lines.collect::<Result<Vec<_>, _>>()?, ["café", "tea"]);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn lines<R: Read>(&self, inner: R) -> io::Lines<RepairReader<R>> {
        self.reader(inner).lines()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn not_utf8_at(error: &io::Error) -> Option<u64> {
        match error.get_ref()?.downcast_ref()? {
            Error::NotUtf8 { at } => Some(*at),
            _ => None,
        }
    }

    #[test]
    fn what_is_not_utf8_is_an_error_with_its_place() {
        let bytes = [&b"plain\n".repeat(300)[..], b"caf\xE9"].concat();
        let repairer = Repairer::new(crate::Options::new().window(1024));
        let mut out = Vec::new();
        let error = repairer.reader(&bytes[..]).read_to_end(&mut out).unwrap_err();
        assert_eq!(not_utf8_at(&error), Some(1803));
        assert_eq!(out, bytes[..1803]);
        let mut written = Vec::new();
        let mut writer = repairer.writer(&mut written);
        writer.write_all(&bytes).unwrap();
        assert_eq!(not_utf8_at(&writer.finish().unwrap_err()), Some(1803));
        assert_eq!(written, bytes[..1803]);
    }

    #[test]
    fn lines_end_after_an_error() {
        let lines: Vec<_> = Repairer::default().lines(&b"th\xC3\x83\xC2\xA9\nbad \xFF\nmore\n"[..]).collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].as_deref().ok(), Some("thé"));
        assert_eq!(lines[1].as_ref().err().and_then(not_utf8_at), Some(11));
    }

    #[test]
    fn dropping_finishes() {
        let mut out = Vec::new();
        Repairer::default().writer(&mut out).write_all("cafÃ©".as_bytes()).unwrap();
        assert_eq!(out, "café".as_bytes());
    }
}
