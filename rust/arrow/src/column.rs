//! Columns of a batch, seen as the cells of its rows.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::{
    Array, ArrayRef, BinaryArray, BinaryViewArray, LargeBinaryArray, LargeListArray, ListArray,
    RecordBatch,
};
use arrow_buffer::NullBuffer;
use arrow_schema::{ArrowError, DataType};
use arrow_select::take::take;
use lintseq_core::row::{Cell, Cells, Message, Schema};

/// The names of the fields of a message that say who speaks and what, in the usual data sets.
const MESSAGE_FIELDS: [(&str, &str); 2] = [("role", "content"), ("from", "value")];

/// The columns of a batch.
pub(crate) struct Columns {
    names: Vec<String>,
    columns: Vec<Column>,
}

/// One column. Text is kept as bytes: a batch may hold bytes that are no UTF-8 as text.
enum Column {
    Bytes(BinaryArray),
    LargeBytes(LargeBinaryArray),
    ByteViews(BinaryViewArray),
    Chats { rows: Lists, roles: Box<Column>, contents: Box<Column> },
    Nothing,
    Other { nulls: Option<NullBuffer>, kind: String },
}

/// Where the lists of a column start and end among their items.
enum Lists {
    Small(ListArray),
    Large(LargeListArray),
}

/// One row of a batch.
pub(crate) struct BatchRow<'a> {
    columns: &'a Columns,
    row: usize,
}

impl Columns {
    /// Looks at a batch; columns that `schema` never reads are not looked into.
    pub(crate) fn of(batch: &RecordBatch, schema: &Schema) -> Result<Self, ArrowError> {
        let fields = batch.schema_ref().fields();
        let columns = fields.iter().zip(batch.columns()).map(|(field, array)| {
            if schema.may_read(field.name()) { Column::of(array) } else { Ok(Column::other(array)) }
        });
        Ok(Self {
            names: fields.iter().map(|field| field.name().clone()).collect(),
            columns: columns.collect::<Result<_, _>>()?,
        })
    }

    pub(crate) fn row(&self, row: usize) -> BatchRow<'_> {
        BatchRow { columns: self, row }
    }
}

impl Cells for BatchRow<'_> {
    fn names(&self) -> Vec<&str> {
        self.columns.names.iter().map(String::as_str).collect()
    }

    fn cell(&self, name: &str) -> Cell<'_> {
        match self.columns.names.iter().position(|other| other == name) {
            None => Cell::Missing,
            Some(place) => self.columns.columns[place].cell(self.row),
        }
    }
}

/// Whether the values of a type are text, or could be.
pub(crate) fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8
        | DataType::LargeUtf8
        | DataType::Utf8View
        | DataType::Binary
        | DataType::LargeBinary
        | DataType::BinaryView
        | DataType::Null => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

impl Column {
    fn of(array: &ArrayRef) -> Result<Self, ArrowError> {
        Ok(match array.data_type() {
            DataType::Utf8 => Self::Bytes(array.as_string::<i32>().clone().into()),
            DataType::LargeUtf8 => Self::LargeBytes(array.as_string::<i64>().clone().into()),
            DataType::Utf8View => Self::ByteViews(array.as_string_view().clone().to_binary_view()),
            DataType::Binary => Self::Bytes(array.as_binary::<i32>().clone()),
            DataType::LargeBinary => Self::LargeBytes(array.as_binary::<i64>().clone()),
            DataType::BinaryView => Self::ByteViews(array.as_binary_view().clone()),
            DataType::Null => Self::Nothing,
            DataType::Dictionary(_, values) if is_text(values) => {
                let dictionary = array.as_any_dictionary();
                Self::of(&take(dictionary.values(), dictionary.keys(), None)?)?
            }
            DataType::List(_) => {
                let lists = array.as_list::<i32>().clone();
                let items = lists.values().clone();
                Self::chats(array, Lists::Small(lists), &items)?
            }
            DataType::LargeList(_) => {
                let lists = array.as_list::<i64>().clone();
                let items = lists.values().clone();
                Self::chats(array, Lists::Large(lists), &items)?
            }
            _ => Self::other(array),
        })
    }

    /// Lists of messages; any other lists are something else.
    fn chats(array: &ArrayRef, rows: Lists, items: &ArrayRef) -> Result<Self, ArrowError> {
        let DataType::Struct(_) = items.data_type() else { return Ok(Self::other(array)) };
        let messages = items.as_struct();
        for (role, content) in MESSAGE_FIELDS {
            let found = (messages.column_by_name(role), messages.column_by_name(content));
            let (Some(roles), Some(contents)) = found else { continue };
            if is_text(roles.data_type()) && is_text(contents.data_type()) {
                let (roles, contents) = (Self::of(roles)?, Self::of(contents)?);
                return Ok(Self::Chats {
                    rows,
                    roles: Box::new(roles),
                    contents: Box::new(contents),
                });
            }
        }
        Ok(Self::other(array))
    }

    fn other(array: &ArrayRef) -> Self {
        let kind = array.data_type().to_string().to_lowercase();
        let kind = if kind.starts_with("list") || kind.starts_with("largelist") {
            "list".to_owned()
        } else {
            kind
        };
        Self::Other { nulls: array.logical_nulls(), kind }
    }

    fn cell(&self, row: usize) -> Cell<'_> {
        match self {
            Self::Nothing => Cell::Null,
            Self::Other { nulls, .. } if nulls.as_ref().is_some_and(|nulls| nulls.is_null(row)) => {
                Cell::Null
            }
            Self::Other { kind, .. } => Cell::Other(Cow::Borrowed(kind)),
            Self::Chats { rows, roles, contents } => match rows.range(row) {
                None => Cell::Null,
                Some(range) => Cell::Messages(
                    range
                        .map(|item| Message {
                            role: roles.text(item),
                            content: contents.text(item),
                        })
                        .collect(),
                ),
            },
            _ => self.bytes(row).map_or(Cell::Null, |bytes| Cell::Text(Cow::Borrowed(bytes))),
        }
    }

    fn bytes(&self, row: usize) -> Option<&[u8]> {
        match self {
            Self::Bytes(array) => array.is_valid(row).then(|| array.value(row)),
            Self::LargeBytes(array) => array.is_valid(row).then(|| array.value(row)),
            Self::ByteViews(array) => array.is_valid(row).then(|| array.value(row)),
            _ => None,
        }
    }

    /// Text of a message; what is no text shows as replacement characters.
    fn text(&self, row: usize) -> Cow<'_, str> {
        self.bytes(row).map_or(Cow::Borrowed(""), String::from_utf8_lossy)
    }
}

impl Lists {
    #[expect(
        clippy::cast_sign_loss,
        clippy::cast_possible_truncation,
        reason = "offsets are not negative, and fit: the items are in memory"
    )]
    fn range(&self, row: usize) -> Option<std::ops::Range<usize>> {
        match self {
            Self::Small(array) => array.is_valid(row).then(|| {
                let offsets = array.value_offsets();
                offsets[row] as usize..offsets[row + 1] as usize
            }),
            Self::Large(array) => array.is_valid(row).then(|| {
                let offsets = array.value_offsets();
                offsets[row] as usize..offsets[row + 1] as usize
            }),
        }
    }
}
