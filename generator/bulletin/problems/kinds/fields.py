"""Problems of fields and references: a value that its field cannot take; ids that are unknown, repeated or circular."""

from __future__ import annotations

from bulletin.localization.messages import _
from bulletin.problems import Hint, error, warning

FIELDS_EXPECTED = error(
    "fields-expected",
    _("A group of fields belongs here."),
    hint=_("Write one field a line: “field: value”."),
    explanation=_(
        "A record, or an item such as a name, consists of named fields. Common slips: no space behind the colon, a "
        "name without its language tags, or a list where a single record belongs."
    ),
)

LIST_EXPECTED = error(
    "list-expected",
    _("A list belongs here."),
    hint=_("Write [a, b], or one item a line, each with “- ”."),
    explanation=_("This field takes several items, so even a single one is written as a list: [a]."),
)

TEXT_EXPECTED = error(
    "text-expected",
    _("Text belongs here, not “{given}”."),
    hint=_('If “{given}” is what you mean, put it in quotes: "{given}".'),
    explanation=_(
        "Numbers, true and false without quotes are taken for numbers and truth values. Where text belongs, put them "
        "in quotes. Lists and groups of fields cannot stand here."
    ),
)

NUMBER_EXPECTED = error(
    "number-expected",
    _("A whole number belongs here, not “{given}”."),
    hint=_("Write a whole number in digits, without words or signs: 1115."),
    explanation=_("This field counts, so it takes a whole number in digits only."),
)

TRUE_FALSE_EXPECTED = error(
    "true-false-expected",
    _("true or false belongs here, not “{given}”."),
    hint=_("Write true or false, without quotes."),
    explanation=_(
        "Some programs take yes, no, on and off for truth values and some for text, so only true and false are used."
    ),
)

LANGUAGE_UNKNOWN = error(
    "language-unknown",
    _("The program does not speak “{given}”."),
    hint=_(
        "It speaks: {known}. Write those of them that the bulletin has, the editors' own first. A further language is "
        "one catalogue of the program: locales/…/LC_MESSAGES/bulletin.po."
    ),
    explanation=_(
        "languages lists the languages of the bulletin by their BCP 47 tags, such as pt-BR. Pages and messages need a "
        "catalogue of translations for each, which is one file (.po) of the program and no code. One language is "
        "enough for a bulletin. While one of them is not valid, texts are not checked for their languages."
    ),
)
LANGUAGE_MEANT = _(
    "Did you mean “{meant}”? The program speaks: {known}. A further language is one catalogue of the program: "
    "locales/…/LC_MESSAGES/bulletin.po."
)
"""The hint where one of the languages may have been meant."""
LANGUAGES_MISSING = _(
    "Add a line that lists the bulletin's languages, the editors' own first, such as “languages: [{example}]”. The "
    "program speaks: {known}."
)
"""The hint where a bulletin declares no languages."""

TEXT_WITHOUT_LANGUAGE = error(
    "text-without-language",
    _("The bulletin has several languages, so a text is typed in each of them ({known})."),
    hint=_("Write {better}."),
    explanation=_(
        "In a bulletin of one language a text is typed as it is. Where records/bulletin.yml lists several under "
        "languages, each text is typed once for each of them: {{fr: …, en: …}}. Words for what is counted have a form "
        "for each plural in place of the text."
    ),
)

LANGUAGE_UNDECLARED = warning(
    "language-undeclared",
    _("The bulletin has no language “{given}”: words in it are shown nowhere."),
    hint=_("Its languages: {known}. Delete these words, or correct the name of the language."),
    explanation=_(
        "Every text has words in each language that records/bulletin.yml lists under languages. Words in another "
        "language may stay, such as those of a language that the bulletin no longer has; nobody reads them."
    ),
)

FIELD_MISSING = error(
    "field-missing",
    _("The field “{field}” is missing."),
    hint=_("Add a line “{field}: …”."),
    explanation=_(
        "A record of this kind cannot do without the field. If it is there, its name may be mistyped, or its line may "
        "be indented into something else."
    ),
)

FIELD_UNKNOWN = error(
    "field-unknown",
    _("There is no field “{field}” here."),
    hint=_("The fields that can stand here: {known}."),
    explanation=_(
        "The value of a mistyped field would silently be lost, so every unknown name is stopped. Names of fields are "
        "in lower case, joined by hyphens."
    ),
)

REASON_WITHOUT_CODE = Hint(
    _("Leave the code “{field}” out: a claim has one reason only, written acknowledged: {text}.")
)
"""The hint where a claim's reason is below a code, as in other records."""

ONLY_CHOICE = Hint(_("Only {known} can stand here; where that is not meant, delete the field."))
"""The hint where there is but one choice."""

CHOICE_UNKNOWN = error(
    "choice-unknown",
    _("“{given}” is not one of the choices here."),
    hint=_("Write one of: {known}."),
    explanation=_("This field takes a few fixed values only, written exactly as listed."),
)

TEXT_TOO_LONG = error(
    "text-too-long",
    _("This text is longer than {limit} characters."),
    hint=_("Shorten it."),
    explanation=_("Text of this length breaks pages, and mostly comes from a quote closed in the wrong place."),
)

ITEMS_TOO_FEW = error(
    "items-too-few",
    _("There must be at least {limit} here."),
    hint=_("Add items, or delete the field where it is not needed."),
    explanation=_("An empty list or group says nothing; perhaps its content dropped out through wrong indentation."),
)

ITEMS_TOO_MANY = error(
    "items-too-many",
    _("There may be at most {limit} here."),
    hint=_("Remove some."),
    explanation=_(
        "What this field is for has limited room: the front page, for one, has room for a few main figures only."
    ),
)

ITEM_REPEATED = error(
    "item-repeated",
    _("“{given}” is already in this list."),
    hint=_("Delete the repeated item."),
    explanation=_("Each item is listed once; a repeated one is mostly a copied line that was never changed."),
)

NUMBER_TOO_SMALL = error(
    "number-too-small",
    _("This number is at least {limit}, not {given}."),
    hint=_("Correct it; the least that can stand here is {limit}."),
    explanation=_(
        "This field counts or measures, so there is a least number. Under subordinates, a kind without any unit is not "
        "entered at all."
    ),
)

NUMBER_TOO_LARGE = error(
    "number-too-large",
    _("This number is at most {limit}, not {given}."),
    hint=_("Correct it; the most that can stand here is {limit}."),
    explanation=_(
        "This field is in percent of a whole, so it is 100 at most. A larger number would silently switch off what it "
        "is for."
    ),
)

ID_MALFORMED = error(
    "id-malformed",
    _("“{given}” cannot be an id."),
    hint=_("Write it in lower-case letters without accents, digits and single hyphens: “{better}”."),
    explanation=_(
        "Ids become addresses of pages and names of files, so they hold a–z, 0–9 and hyphens only. The name with its "
        "accents stands in the field “name”."
    ),
)

TERM_ID_MALFORMED = error(
    "term-id-malformed",
    _("“{given}” cannot be the id of a term of office."),
    hint=_("Begin with letters and a hyphen, such as term-2015-2020."),
    explanation=_(
        "The id of a term is typed where a period belongs, so it begins with letters lest it look like a year or a day."
    ),
)

URL_MALFORMED = error(
    "url-malformed",
    _("“{given}” is not a web address."),
    hint=_("Copy the whole address, beginning with https:// or http://, without spaces."),
    explanation=_(
        "The address becomes a link that readers follow, so only complete http and https addresses are taken."
    ),
)

LICENCE_UNKNOWN = error(
    "licence-unknown",
    _("“{given}” is not a licence that is known here."),
    hint=_("Write its SPDX id, such as CC-BY-4.0, CC0-1.0 or ODbL-1.0; or the https address of its text."),
    explanation=_(
        "The licence says what readers may do with the figures, so nobody may have to guess which one is meant. SPDX "
        "lists licences with their ids at https://spdx.org/licenses/; one that is not there, such as the terms of use "
        "of your own site, is named by its address."
    ),
)

COLOUR_MALFORMED = error(
    "colour-malformed",
    _("“{given}” is not a colour."),
    hint=_('Write # and six digits or letters from a to f, in quotes, such as "#7a1f1f".'),
    explanation=_(
        "The colour of the bulletin is given by its parts of red, green and blue, two hexadecimal digits each, as most "
        "drawing programs show it. In YAML it stands in quotes, since # begins a comment. Any colour will do: text on "
        "it is white or black, and where it has to be lighter or darker to be read, that follows from it."
    ),
)

LOGO_PATH_MALFORMED = error(
    "logo-path-malformed",
    _("“{given}” cannot be the file of the logo."),
    hint=_("Put an SVG or PNG into the folder docs, and write its path, such as docs/logo.svg."),
    explanation=_(
        "The logo is kept with the bulletin, so that an edition can be built again with the logo that it had: below "
        "the folder docs, under a name of plain letters, digits, hyphens and points that ends in .svg or .png."
    ),
)

LOGO_MISSING = error(
    "logo-missing",
    _("There is no file “{given}”."),
    hint=_("Put the logo there, or write the path of the file that it is in."),
    explanation=_(
        "The path is that from the folder of the project, with capitals and small letters as they are in the file's "
        "name. Links are not followed, since they may lead out of the project."
    ),
)

LOGO_NOT_A_PICTURE = error(
    "logo-not-a-picture",
    _("“{given}” is not the picture that its ending says."),
    hint=_("Save the logo as SVG or PNG once more, under a name with that ending."),
    explanation=_(
        "Browsers show the logo by its ending: .svg is a drawing in the format SVG, .png a picture in the format PNG. "
        "A file that was only renamed, or is incomplete, would show as a broken picture on every page."
    ),
)

LOGO_TOO_LARGE = error(
    "logo-too-large",
    _("“{given}” is too large for a logo: it may have {limit} bytes."),
    hint=_("Save it smaller: as SVG without pictures in it, or as a PNG of about 256 by 256 pixels."),
    explanation=_(
        "The logo is shown on every page, and lies in the folder of every edition in every language, for good."
    ),
)

LOGO_UNSAFE = error(
    "logo-unsafe",
    _("“{given}” holds “{found}”, which is not published."),
    hint=_("Save it as a plain SVG, without scripts, links, animations, and files or fonts from elsewhere."),
    explanation=_(
        "An SVG can hold programs, and lead to other places on the web. The pages of a bulletin run nobody's program "
        "and request nothing from elsewhere, so that readers are not followed. Drawing programs save such a file as "
        "“plain” or “optimized” SVG; text in it is best turned into outlines."
    ),
)

EMAIL_MALFORMED = error(
    "email-malformed",
    _("“{given}” is not an e-mail address."),
    hint=_("Write it like name@example.org."),
    explanation=_("Readers write to this address, so it has exactly one @ and no spaces."),
)

VALUE_NOT_A_NUMBER = error(
    "value-not-a-number",
    _("“{given}” is not a number."),
    hint=_("Write digits (1115; 26.2), a qualified number ({{more-than: 150}}), or why there is none (not-available)."),
    explanation=_(
        "Numbers have no thousands separators, a point before their decimals, and neither unit nor %. The pages show "
        "them as 1.115 and 26,2% in Vietnamese by themselves. Where the source says over, about, at least or below, "
        "use: more-than, about, at-least, under, at-most, between. Where there is no number: not-available, "
        "not-applicable, not-yet-reported, suppressed."
    ),
)

VALUE_TOO_LARGE = error(
    "value-too-large",
    _("The number “{given}” is too large."),
    hint=_("Check its digits; for money, use a larger unit (millions, billions)."),
    explanation=_(
        "A number of 10^15 or more is almost certainly mistyped, and spreadsheets cannot keep all of its digits."
    ),
)

VALUE_QUALIFIER = error(
    "value-qualifier",
    _("“{given}” does not qualify a number."),
    hint=_("Write exactly one of: about, more-than, at-least, under, at-most, between."),
    explanation=_(
        "Sources often give no exact number. The value then is a group of exactly one qualifier: {{more-than: 150}}; "
        "{{about: 10000}}; {{between: [10, 12]}}."
    ),
)

VALUE_RANGE = error(
    "value-range",
    _("A range takes two numbers, the smaller first."),
    hint=_("Write {{between: [10, 12]}}."),
    explanation=_("“Between 10 and 12” has two different ends. If they are equal, it is just one number."),
)

PERIOD_MALFORMED = error(
    "period-malformed",
    _("“{given}” is not a period or a day."),
    hint=_("Write 2018, 2019-H1, 2023-Q1, 2019-05, 2019-09-05 (a day), or 2019-01/2019-09 (from/to)."),
    explanation=_(
        "The year comes first, then month and day, each with all digits: 2019-09-05, not 5/9/2019. A span of time is "
        "“from/to”, both included. A term of office is written by its id: term-2015-2020, or term-2015-2020/2019-11 "
        "for the term until November 2019. Years run from 1900 to 2200."
    ),
)

PERIOD_BACKWARDS = error(
    "period-backwards",
    _("The period “{given}” ends before it begins."),
    hint=_("Write its beginning before the / and its end behind."),
    explanation=_("A span of time is written “from/to”. Perhaps the two are swapped, or a year is mistyped."),
)

PERIOD_OUTSIDE_TERM = error(
    "period-outside-term",
    _("“{given}” ends outside of its term of office."),
    hint=_("Check the date, or choose another term declared in bulletin.yml."),
    explanation=_(
        "“term/month” means from the beginning of the term to the end of that month, so the month belongs to the term."
    ),
)

TERM_UNKNOWN = error(
    "term-unknown",
    _("There is no term of office or period “{given}”."),
    hint=_("The terms declared: {known}. To add one, declare it under terms in bulletin.yml."),
    explanation=_(
        "A period that begins with a letter is taken for a term of office. Each term is declared once in bulletin.yml, "
        "with its first and last day."
    ),
)

MEASURE_FOLDER = error(
    "measure-folder",
    _("This record is of the measure “{given}”, yet it stands in the folder of the measure “{folder}”."),
    hint=_("Move the record to the folder observations, or delete the line “measure” if it belongs to “{folder}”."),
    explanation=_(
        "A folder named after a measure holds figures of that measure only, so that its records need no field "
        "“measure”."
    ),
)

# --- identity and references: ids, breakdowns and categories that are unknown, repeated or circular -------------------

ID_REPEATED = error(
    "id-repeated",
    _("The id “{given}” was already used at {first}."),
    hint=_("Choose another id, or delete the repeated record."),
    explanation=_("One id, one record. With two of them nobody can tell which one the figures that name it are about."),
)

ID_RESERVED = error(
    "id-reserved",
    _("The id “{given}” cannot be used."),
    hint=_("Add a word to it, such as “{given}-1”."),
    explanation=_(
        "Ids become names of files. Windows cannot make files named con, prn, aux, nul, com1, lpt1 and so on, and "
        "“index” is the page that lists the others."
    ),
)

REFERENCE_UNKNOWN = error(
    "reference-unknown",
    _("There is no “{given}” in {kind}."),
    hint=_("Check the id, or add a record “{given}” to {kind}."),
    explanation=_(
        "A record names another one by its id. The id must exist, or the figure would belong nowhere. Mostly the id is "
        "mistyped, or the other record has not been entered yet."
    ),
)

REFERENCE_CYCLE = error(
    "reference-cycle",
    _("The field “{field}” leads back to itself: {chain}."),
    hint=_("Correct “{field}” in one of these records."),
    explanation=_(
        "No organization stands above itself, no population contains itself and no target replaces itself, neither "
        "directly nor by way of others."
    ),
)
