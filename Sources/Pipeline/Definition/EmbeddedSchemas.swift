// swift-format-ignore-file
// Made of the files in Pipelines/schemas and Reports/schemas by `UPDATE_GOLDENS=1 swift test --filter EmbeddedSchemasTests`.

/// The schemas of definitions as part of the program, so that they are found wherever a pipeline lies.
enum EmbeddedSchemas {
    /// The schema of each kind of definition, as JSON.
    static let texts: [String: String] = [
"catalogue": #"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "catalogue.schema.json",
  "title": "catalogue",
  "description": "A catalogue: indicators, the dimensions that they are broken down by, and sums that must hold between them.",
  "type": "object",
  "required": ["kaiku"],
  "additionalProperties": false,
  "properties": {
    "kaiku": { "description": "The version of the definition's form: 1.", "const": 1 },
    "dimensions": {
      "description": "The dimensions, by name.",
      "type": "object",
      "propertyNames": { "pattern": "^[A-Za-z_][A-Za-z0-9_]*$" },
      "additionalProperties": { "$ref": "#/$defs/dimension" }
    },
    "designs": {
      "description": "How samples were drawn and are weighted, by name.",
      "type": "object",
      "propertyNames": { "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$" },
      "additionalProperties": { "$ref": "#/$defs/design" }
    },
    "scales": {
      "description": "Scales, by name: items of a table whose answers become one score, {score:NAME} in expressions.",
      "type": "object",
      "propertyNames": { "pattern": "^[A-Za-z_][A-Za-z0-9_-]*$" },
      "additionalProperties": { "$ref": "#/$defs/scale" }
    },
    "spreads": {
      "description": "How innovations spread, by name: the rows that tell of adopters' steps.",
      "type": "object",
      "propertyNames": { "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$" },
      "additionalProperties": { "$ref": "#/$defs/spread" }
    },
    "networks": {
      "description": "Networks, by name: from which rows the ties between actors come, and which actors there are.",
      "type": "object",
      "propertyNames": { "pattern": "^[A-Za-z_][A-Za-z0-9_-]*$" },
      "additionalProperties": { "$ref": "#/$defs/network" }
    },
    "indicators": {
      "description": "The indicators, in the order in which reports define them.",
      "type": "array",
      "items": { "$ref": "#/$defs/indicator" }
    },
    "programme": { "$ref": "#/$defs/programme" },
    "checks": {
      "description": "What must hold among the figures of a programme's indicators, computed and reported.",
      "type": "array",
      "items": { "$ref": "#/$defs/check" }
    },
    "further-breakdowns": {
      "description": "Breakdowns by which indicators of other files, such as a rule pack, are published too.",
      "type": "array",
      "items": {
        "title": "further breakdowns",
        "type": "object",
        "required": ["indicators", "breakdowns"],
        "additionalProperties": false,
        "properties": {
          "indicators": {
            "description": "Codes of indicators.",
            "type": "array",
            "minItems": 1,
            "uniqueItems": true,
            "items": { "type": "string", "minLength": 1 }
          },
          "breakdowns": {
            "description": "Lists of dimensions.",
            "type": "array",
            "minItems": 1,
            "items": {
              "anyOf": [
                { "type": "array", "items": {"type": "string", "minLength": 1}, "uniqueItems": true },
                { "type": "string", "minLength": 1 }
              ]
            }
          }
        }
      }
    },
    "identities": {
      "description": "Sums that hold between indicators, and through which a withheld number could be computed.",
      "type": "array",
      "items": {
        "title": "identity",
        "description": "A total and its parts.",
        "type": "object",
        "required": ["total", "parts"],
        "additionalProperties": false,
        "properties": {
          "total": { "description": "The indicator that is the sum.", "type": "string", "minLength": 1 },
          "parts": {
            "description": "The indicators that add up to it.",
            "type": "array",
            "minItems": 1,
            "items": { "type": "string", "minLength": 1 },
            "uniqueItems": true
          }
        }
      }
    }
  },
  "$defs": {
    "texts": {
      "title": "texts by language",
      "description": "Texts by language: a language code and the text.",
      "type": "object",
      "minProperties": 1,
      "propertyNames": { "description": "A language code of two letters, such as fi.", "pattern": "^[a-z]{2}$" },
      "additionalProperties": { "type": "string", "minLength": 1 }
    },
    "dimension": {
      "title": "dimension",
      "description": "What figures are broken down by.",
      "type": "object",
      "required": ["titles"],
      "additionalProperties": false,
      "properties": {
        "titles": { "description": "The dimension's title, by language.", "$ref": "#/$defs/texts" },
        "expression": {
          "description": "The expression that gives a row's level; the column of the dimension's name when left out.",
          "type": "string",
          "minLength": 1
        },
        "tables": {
          "description": "Another expression for a table: the table and the expression.",
          "type": "object",
          "additionalProperties": { "type": "string", "minLength": 1 }
        },
        "code-list": { "description": "The code list that has the levels' titles.", "type": "string", "minLength": 1 },
        "levels": {
          "description": "Whether levels that were not observed appear too, with zero.",
          "enum": ["all", "observed"],
          "default": "observed"
        },
        "roll-up": {
          "title": "roll-up",
          "description": "The next coarser dimension.",
          "type": "object",
          "required": ["to"],
          "additionalProperties": false,
          "properties": {
            "to": { "description": "The coarser dimension.", "type": "string", "minLength": 1 },
            "by": {
              "description": "The attribute of the code list that leads to it; the coarser dimension's name when left out.",
              "type": "string",
              "minLength": 1
            }
          }
        }
      }
    },
    "network": {
      "title": "network",
      "description": "Actors and the ties between them, from rows of ties or from who was at the same events.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "titles": { "description": "The network's title, by language.", "$ref": "#/$defs/texts" },
        "ties": {
          "title": "ties",
          "description": "Rows that each tell of a tie between two actors.",
          "type": "object",
          "required": ["table", "from", "to"],
          "additionalProperties": false,
          "properties": {
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "from": { "description": "The one actor, an expression, such as organisation.", "type": "string", "minLength": 1 },
            "to": { "description": "The other actor, an expression, such as other.", "type": "string", "minLength": 1 },
            "directed": { "description": "Whether a tie goes from the one to the other only.", "type": "boolean", "default": false },
            "weight": { "description": "How strong a tie is, an expression that gives a number; rows of one pair add up, and a missing one counts as 1.", "type": "string", "minLength": 1 }
          }
        },
        "attendance": {
          "title": "attendance",
          "description": "Rows that each tell that an actor was at an event: actors who share events have a tie.",
          "type": "object",
          "required": ["table", "event"],
          "additionalProperties": false,
          "properties": {
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "person": { "description": "The column of the person, where actors are persons.", "type": "string", "minLength": 1 },
            "organisation": { "description": "The organisation, an expression, where actors are organisations.", "type": "string", "minLength": 1 },
            "event": { "description": "The event, an expression.", "type": "string", "minLength": 1 },
            "weighting": { "description": "How strong a tie is: the number of shared events, their share of the events of either, or each event split among those who were there.", "enum": ["shared", "jaccard", "newman"], "default": "shared" },
            "least": { "description": "The least number of shared events that makes a tie.", "type": "integer", "minimum": 1, "default": 1 },
            "attributes": { "description": "Attributes of actors, each an expression over their rows; that which most of an actor's rows give counts.", "$ref": "#/$defs/node-attributes" }
          }
        },
        "nodes": {
          "title": "nodes",
          "description": "The table of all actors, those without ties too; those with ties when left out.",
          "type": "object",
          "required": ["table", "key"],
          "additionalProperties": false,
          "properties": {
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "key": { "description": "The actor's identifier, an expression.", "type": "string", "minLength": 1 },
            "title": { "description": "The actor's name.", "type": "string", "minLength": 1 },
            "public": { "description": "Whether the actor may be named, a yes-or-no expression; without it none is.", "type": "string", "minLength": 1 },
            "attributes": { "$ref": "#/$defs/node-attributes" }
          }
        }
      }
    },
    "node-attributes": {
      "description": "Attributes by which actors are grouped: the name and an expression, such as sector: \"rollup(sector, 'helix')\".",
      "type": "object",
      "propertyNames": { "pattern": "^[A-Za-z_][A-Za-z0-9_-]*$" },
      "additionalProperties": { "type": "string", "minLength": 1 }
    },
    "network-name": {
      "description": "The name of a network, as under networks.",
      "type": "string",
      "minLength": 1
    },
    "attribute-name": {
      "description": "The attribute of actors by which they are grouped.",
      "type": "string",
      "minLength": 1
    },
    "chance": {
      "title": "comparison with chance",
      "description": "Random networks that the figure is compared with.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "replicates": { "description": "How many are drawn.", "type": "integer", "minimum": 99, "maximum": 1000000, "default": 999 },
        "seed": { "description": "What the random numbers start from: the same seed gives the same limits on every machine.", "type": "integer", "minimum": 0, "default": 1 }
      }
    },
    "design-name": {
      "description": "The name of a design, as under designs.",
      "type": "string",
      "minLength": 1
    },
    "design": {
      "title": "design",
      "description": "How a sample was drawn, and how it is weighted.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "weight": {
          "description": "How many units of the population a row stands for, an expression that gives a number; 1 when left out. Rows without a weight above zero are left out.",
          "type": "string",
          "minLength": 1
        },
        "strata": {
          "description": "The stratum that a row was drawn in, an expression; one stratum when left out.",
          "type": "string",
          "minLength": 1
        },
        "clusters": {
          "description": "The first-stage unit that a row was drawn with, such as a school, an expression; each row by itself when left out.",
          "type": "string",
          "minLength": 1
        },
        "population": {
          "description": "How many first-stage units the population has: by stratum, or one number where there are no strata. Without it units count as drawn with replacement.",
          "anyOf": [
            { "type": "integer", "minimum": 1 },
            { "type": "object", "minProperties": 1, "additionalProperties": { "type": "integer", "minimum": 1 } }
          ]
        },
        "margins": {
          "description": "What is known of the population, which the weights are made to meet.",
          "type": "array",
          "minItems": 1,
          "items": {
            "title": "margin",
            "description": "A variable whose population is known, level by level.",
            "type": "object",
            "required": ["variable", "population"],
            "additionalProperties": false,
            "properties": {
              "variable": { "description": "The expression that gives a row's level.", "type": "string", "minLength": 1 },
              "name": { "description": "What messages call the margin; the variable when left out.", "type": "string", "minLength": 1 },
              "population": {
                "description": "The population of each level. All margins have the same total.",
                "type": "object",
                "minProperties": 1,
                "additionalProperties": { "type": "number", "minimum": 0 }
              }
            }
          }
        },
        "method": {
          "description": "How the margins are met: raking, one after the other until all are; post-stratification, one margin at once.",
          "enum": ["raking", "post-stratification"],
          "default": "raking"
        },
        "trim": {
          "title": "trimming",
          "description": "Bounds of the weights that meet the margins, as multiples of the median or mean weight.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "lower": { "description": "The lower bound.", "type": "number", "minimum": 0, "exclusiveMaximum": 1, "default": 0 },
            "upper": { "description": "The upper bound; none when left out.", "type": "number", "exclusiveMinimum": 1 },
            "reference": { "description": "What the bounds are multiples of.", "enum": ["median", "mean"], "default": "median" },
            "rounds": { "description": "How many times weights are trimmed and the margins met again, at most.", "type": "integer", "minimum": 1, "default": 10 }
          }
        }
      }
    },
    "scale": {
      "title": "scale",
      "description": "Items whose answers become one score.",
      "type": "object",
      "required": ["titles", "items"],
      "additionalProperties": false,
      "properties": {
        "titles": { "description": "The scale's title, by language.", "$ref": "#/$defs/texts" },
        "preset": {
          "description": "An instrument whose form is laid down: its answers and its score are known, its items are given in their order and not changed.",
          "enum": ["osallisuusindikaattori"]
        },
        "items": {
          "description": "The columns of the items, in their order.",
          "type": "array",
          "minItems": 1,
          "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$" },
          "uniqueItems": true
        },
        "reversed": {
          "description": "The items whose answers run the other way.",
          "anyOf": [
            { "type": "string", "minLength": 1 },
            { "type": "array", "items": { "type": "string", "minLength": 1 }, "uniqueItems": true }
          ]
        },
        "answers": {
          "description": "The least and the greatest answer, such as [1, 5].",
          "type": "array",
          "minItems": 2,
          "maxItems": 2,
          "items": { "type": "integer" }
        },
        "minimum-answered": {
          "description": "How many items a row must have answered to have a score; all when left out.",
          "type": "integer",
          "minimum": 1
        },
        "score": {
          "description": "What the score is: the mean of the answers, their sum, or the mean from 0 (the least answer) to 100 (the greatest).",
          "enum": ["mean", "sum", "percent"],
          "default": "mean"
        }
      }
    },
    "spread": {
      "title": "spread",
      "description": "How innovations spread: rows that each tell of an adopter's step with an innovation.",
      "type": "object",
      "required": ["titles", "table", "innovation", "adopter", "day"],
      "additionalProperties": false,
      "properties": {
        "titles": { "$ref": "#/$defs/texts" },
        "table": { "$ref": "#/$defs/row-table" },
        "where": { "$ref": "#/$defs/row-filter" },
        "once-per": { "$ref": "#/$defs/row-choice" },
        "innovation": { "description": "The column of the innovation.", "type": "string", "minLength": 1 },
        "adopter": { "description": "The column of the adopter; that of the innovation, where it is what passes through the stages.", "type": "string", "minLength": 1 },
        "day": { "description": "The column of the day.", "type": "string", "minLength": 1 },
        "stage": { "description": "The column of the stage; where there is none, every row is an adoption.", "type": "string", "minLength": 1 },
        "stages": {
          "description": "The stages in their order.",
          "type": "array",
          "minItems": 2,
          "items": { "type": "string", "minLength": 1 },
          "uniqueItems": true
        },
        "adopted": { "description": "The stage that is adoption.", "type": "string", "minLength": 1 },
        "abandoned": { "description": "The stage that ends adoption.", "type": "string", "minLength": 1 },
        "source": { "description": "The column of whom the adopter learned from.", "type": "string", "minLength": 1 },
        "attributes": {
          "description": "Attributes of adopters, by name: an expression, or one of the adopter and one of whom it learned from.",
          "type": "object",
          "propertyNames": { "pattern": "^[A-Za-z_][A-Za-z0-9_]*$" },
          "additionalProperties": {
            "oneOf": [
              { "title": "expression", "description": "The adopter's.", "type": "string", "minLength": 1 },
              {
                "title": "expressions",
                "description": "That of the adopter, and that of whom it learned from.",
                "type": "object",
                "required": ["adopter"],
                "additionalProperties": false,
                "properties": {
                  "adopter": { "description": "The adopter's.", "type": "string", "minLength": 1 },
                  "source": { "description": "That of whom it learned from, in the same row.", "type": "string", "minLength": 1 }
                }
              }
            ]
          }
        },
        "innovations": {
          "title": "innovations",
          "description": "The table of innovations.",
          "type": "object",
          "required": ["table", "key"],
          "additionalProperties": false,
          "properties": {
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "key": { "description": "The column of the innovation.", "type": "string", "minLength": 1 },
            "owner": { "description": "The column of who owns it.", "type": "string", "minLength": 1 },
            "published": { "description": "The column of the day on which it was published.", "type": "string", "minLength": 1 },
            "derived-from": { "description": "The column of the innovation that it was made from.", "type": "string", "minLength": 1 },
            "title": { "description": "The column of its title.", "type": "string", "minLength": 1 }
          }
        },
        "adopters": {
          "title": "adopters",
          "description": "The table of adopters, with who may be named.",
          "type": "object",
          "required": ["table", "key"],
          "additionalProperties": false,
          "properties": {
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "key": { "description": "The column of the adopter.", "type": "string", "minLength": 1 },
            "title": { "description": "The column of its name.", "type": "string", "minLength": 1 },
            "public": { "description": "The condition under which it may be named.", "type": "string", "minLength": 1 }
          }
        },
        "elements": {
          "title": "elements",
          "description": "The table of what became of core elements.",
          "type": "object",
          "required": ["table", "innovation", "adopter", "element", "use"],
          "additionalProperties": false,
          "properties": {
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "innovation": { "description": "The column of the innovation.", "type": "string", "minLength": 1 },
            "adopter": { "description": "The column of the adopter.", "type": "string", "minLength": 1 },
            "element": { "description": "The column of the element.", "type": "string", "minLength": 1 },
            "use": { "description": "What became of it: kept, adapted or dropped.", "type": "string", "minLength": 1 }
          }
        }
      }
    },
    "spread-name": { "description": "The spread, by its name under spreads.", "type": "string", "minLength": 1 },
    "spread-stage": { "description": "A stage of the spread, or published, the day on which the innovation was published.", "type": "string", "minLength": 1 },
    "spread-attribute": { "description": "The attribute of the spread.", "type": "string", "minLength": 1 },
    "spread-dimensions": {
      "description": "The names of the two dimensions that are added.",
      "type": "array",
      "minItems": 2,
      "maxItems": 2,
      "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$" },
      "uniqueItems": true
    },
    "spread-limit": { "description": "How many are listed.", "type": "integer", "minimum": 1, "maximum": 1000, "default": 10 },
    "adapted-weight": { "description": "What an adapted element counts, from 0 to 1.", "type": "number", "minimum": 0, "maximum": 1, "default": 0.5 },
    "indicator": {
      "title": "indicator",
      "description": "An indicator with its definition and calculation.",
      "type": "object",
      "required": ["code", "titles", "definition", "unit", "population", "calculation"],
      "additionalProperties": false,
      "properties": {
        "code": {
          "type": "string",
          "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$",
          "description": "The indicator's name, unique in the catalogue; a programme's code such as EECO01."
        },
        "titles": { "description": "The indicator's title, by language.", "$ref": "#/$defs/texts" },
        "definition": {"description": "What exactly is counted, by language; shown in every report.", "$ref": "#/$defs/texts"},
        "reference": {"description": "The rule or publication that the calculation follows.", "type": "string", "minLength": 1},
        "unit": {
          "description": "What the value is.",
          "enum": [
            "attendances", "persons", "organisations", "responses", "pairs", "events", "innovations", "adoptions",
            "items", "regions", "sectors", "measures", "share", "percentage-points",
            "points", "score", "effect", "euros",
            "euros-per-attendance", "per-100000", "months", "days", "years", "characters", "ratio", "index", "day", "moment",
            "number"
          ]
        },
        "population": {
          "description": "Whom the value counts: counts of persons and organisations are protected, others (none) are public.",
          "enum": ["persons", "organisations", "none"]
        },
        "calculation": { "description": "How the value is computed.", "$ref": "#/$defs/calculation" },
        "breakdowns": {
          "description": "What the value is broken down by, each a list of dimensions; the total is always computed.",
          "type": "array",
          "items": {
            "anyOf": [
              { "type": "array", "items": {"type": "string", "minLength": 1}, "uniqueItems": true },
              { "type": "string", "minLength": 1 }
            ]
          }
        },
        "authority-breakdowns": {
          "description": "Breakdowns that are computed and checked, but shown in the authority's copy alone.",
          "type": "array",
          "items": {
            "anyOf": [
              { "type": "array", "items": {"type": "string", "minLength": 1}, "uniqueItems": true },
              { "type": "string", "minLength": 1 }
            ]
          }
        },
        "items": {
          "description": "Columns that the calculation is repeated for; {item} stands for the column.",
          "anyOf": [
            { "type": "string", "minLength": 1 },
            { "type": "array", "items": {"type": "string", "minLength": 1}, "uniqueItems": true }
          ]
        },
        "decimals": {
          "description": "How many decimals are shown; by default as many as the unit usually has.",
          "type": "integer",
          "minimum": 0,
          "maximum": 9
        },
        "totals": {
          "description": "How a total relates to its parts; by default as the calculation has it.",
          "enum": ["additive", "overlapping", "unrelated"]
        },
        "adjustment": {
          "description": "How the p values are adjusted for several comparisons.",
          "enum": ["bonferroni", "holm", "hochberg", "benjamini-hochberg", "benjamini-yekutieli"]
        },
        "shrinkage": {
          "description": "Whether the levels of a breakdown by one dimension are also drawn towards their common mean, the more the smaller they are.",
          "type": "boolean",
          "default": false
        },
        "bootstrap": {
          "description": "An interval from resamples in the place of the usual one, for mean, median, recommendation and paired-change; that of a growth-model or growth-curve, which has no other.",
          "type": "object",
          "required": ["limits"],
          "additionalProperties": false,
          "properties": {
            "limits": { "description": "The quantiles of the resamples, or corrected for bias and acceleration.", "enum": ["percentile", "bca"] },
            "replicates": { "description": "How many resamples are drawn; 499 of a growth-model or growth-curve when left out.", "type": "integer", "minimum": 99, "maximum": 1000000, "default": 9999 },
            "seed": { "description": "What the random numbers start from: the same seed gives the same limits on every machine.", "type": "integer", "minimum": 0, "default": 1 }
          }
        },
        "target": { "description": "The value aimed for.", "type": "number" },
        "exemption": { "description": "Why small counts of it may be published.", "type": "string", "minLength": 1 },
        "rule": { "$ref": "#/$defs/rule" }
      }
    },
    "validity": {
      "title": "days",
      "description": "The days between which it holds; open on the side that is left out.",
      "type": "object",
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "from": { "description": "The first day, as 2021-07-01.", "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
        "to": { "description": "The last day.", "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }
      }
    },
    "programme": {
      "title": "programme",
      "description": "The funding programme whose rules the indicators of this file follow: the file is its rule pack.",
      "type": "object",
      "required": ["id", "titles", "source"],
      "additionalProperties": false,
      "properties": {
        "id": { "description": "A stable name such as esf-plus-2021-2027.", "type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$" },
        "version": { "description": "The version of the rules; a corrected rule is a new one.", "type": "integer", "minimum": 1, "default": 1 },
        "titles": { "description": "The programme's title, by language.", "$ref": "#/$defs/texts" },
        "source": { "description": "The legal act that the rules come from.", "type": "string", "minLength": 1 },
        "valid": { "$ref": "#/$defs/validity" },
        "needs": {
          "description": "The tables that its indicators work on, and the columns and references of each that they use: a pipeline without them is told so.",
          "type": "object",
          "additionalProperties": { "type": "array", "items": { "type": "string", "minLength": 1 } }
        }
      }
    },
    "check": {
      "title": "check",
      "description": "What must hold among figures of a programme, cell by cell of all breakdowns that the indicators share, and in total.",
      "type": "object",
      "required": ["id", "kind", "text"],
      "additionalProperties": false,
      "properties": {
        "id": { "description": "A stable name such as labour-status-total.", "type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$" },
        "programme": { "description": "The programme; that of the file when left out.", "type": "string", "minLength": 1 },
        "kind": {
          "description": "What is compared: sum (the total is its parts), at-most (the parts together are at most the whole), each-at-most (each part by itself is), result-at-most-output (each result and its reference outputs), share-at-most-1 (shares, and reported percentages), reported (each indicator has a value in each cell, zeros included), adds-up (what is reported for all is the sum of the genders), without-gender (indicators of entities have none), never-falls (from one reported day to the next, without a correction), milestone and target (reached when due), agreement (reported by the as-of day, and computed), not-both (two indicators of the same support).",
          "enum": ["sum", "at-most", "each-at-most", "result-at-most-output", "share-at-most-1", "reported", "adds-up", "without-gender", "never-falls", "milestone", "target", "agreement", "not-both"]
        },
        "total": { "description": "Of a sum: the indicators that make the total.", "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": "string", "minLength": 1 } },
        "parts": { "description": "The indicators that are added up, or of each-at-most compared one by one.", "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": "string", "minLength": 1 } },
        "whole": { "description": "Of at-most and each-at-most: the indicators whose sum is not exceeded.", "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": "string", "minLength": 1 } },
        "indicators": { "description": "Of not-both: the indicators.", "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": "string", "minLength": 1 } },
        "genders": { "description": "Of reported: the genders that each indicator of persons is reported for.", "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": "string", "minLength": 1 } },
        "except": { "description": "Of reported: the indicators that need not be reported.", "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": "string", "minLength": 1 } },
        "number": { "description": "The official number of the rule.", "type": "string", "minLength": 1 },
        "reference": { "description": "Where the rule is from.", "type": "string", "minLength": 1 },
        "verified": { "description": "Whether the wording of the source was seen.", "type": "boolean", "default": true },
        "doubts": { "description": "What of it was not seen in its source, by language; it is then not verified.", "$ref": "#/$defs/texts" },
        "severity": { "description": "How grave it is when it does not hold: info is listed, warn is told too, error ends the build.", "enum": ["info", "warn", "error"], "default": "warn" },
        "text": { "description": "The rule in a sentence, by language.", "$ref": "#/$defs/texts" }
      }
    },
    "rule": {
      "title": "rule",
      "description": "The rule of a programme that the indicator follows; its legal source, with article or annex, is the indicator's reference.",
      "type": "object",
      "required": ["text", "measured", "data"],
      "additionalProperties": false,
      "properties": {
        "programme": { "description": "The programme; that of the file when left out.", "type": "string", "minLength": 1 },
        "version": { "description": "The version of this rule; the programme's when left out. Raise it when the rule is corrected.", "type": "integer", "minimum": 1 },
        "text": { "description": "How is counted, by language.", "$ref": "#/$defs/texts" },
        "measured": {
          "description": "When the state of a person is looked at: on entry, upon leaving (up to four weeks after), six months after, or during the operation.",
          "enum": ["entry", "leaving", "six-months", "operation"]
        },
        "data": {
          "description": "What data it needs: personal data, special categories of personal data (GDPR, Article 9), or no person's data.",
          "enum": ["personal", "special-category", "entity"]
        },
        "collection": {
          "description": "How the data may be collected.",
          "enum": ["each-participant", "informed-estimate", "sample"],
          "default": "each-participant"
        },
        "reference-outputs": {
          "description": "Of a result: the outputs whose sum it can at most reach.",
          "type": "array",
          "minItems": 1,
          "uniqueItems": true,
          "items": { "type": "string", "minLength": 1 }
        },
        "verified": { "description": "Whether the wording of the source was seen.", "type": "boolean", "default": true },
        "doubts": { "description": "What of the rule was not seen in its source, by language; it is then not verified.", "$ref": "#/$defs/texts" },
        "valid": { "$ref": "#/$defs/validity" },
        "counterparts": {
          "description": "Indicators of other programmes that count nearly the same.",
          "type": "array",
          "minItems": 1,
          "items": {
            "title": "counterpart",
            "description": "An indicator of another programme, and whether figures of both may be set side by side.",
            "type": "object",
            "required": ["indicator", "comparable"],
            "additionalProperties": false,
            "properties": {
              "indicator": { "description": "Its code.", "type": "string", "minLength": 1 },
              "comparable": { "description": "Whether figures of both may be set side by side.", "enum": ["yes", "nearly", "no"] },
              "because": { "description": "Why not, or not quite, by language.", "$ref": "#/$defs/texts" }
            }
          }
        }
      }
    },
    "aggregate": {
      "title": "aggregate",
      "description": "What is counted of the events of each thing.",
      "anyOf": [
        { "const": "rows" },
        {
          "title": "aggregate of a column",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "distinct": { "description": "How many different values of a column.", "type": "string", "minLength": 1 },
            "earliest": { "description": "The earliest day of a column.", "type": "string", "minLength": 1 },
            "latest": { "description": "The latest day of a column.", "type": "string", "minLength": 1 },
            "sum": { "description": "The sum of a column.", "type": "string", "minLength": 1 },
            "where": { "description": "How many events fulfil an expression.", "type": "string", "minLength": 1 }
          },
          "minProperties": 1,
          "maxProperties": 1
        }
      ]
    },
    "row-table": {
      "type": "string",
      "pattern": "^[A-Za-z_][A-Za-z0-9_]*$",
      "description": "The table whose rows are counted, such as survey_response."
    },
    "places": {
      "type": "string",
      "minLength": 1,
      "description": "The dimension of the places, such as region; it has a code list."
    },
    "inhabitants": {
      "type": "string",
      "minLength": 1,
      "description": "The attribute of the code list that has the inhabitants of each place, such as population-2024; all places count alike when left out."
    },
    "sample-answered": {
      "description": "The condition that holds for rows whose answer is known, such as present(status_after).",
      "type": "string",
      "minLength": 1
    },
    "sample-part": {
      "description": "What holds, or does not, for those who answered, an expression.",
      "type": "string",
      "minLength": 1
    },
    "sample-strata": {
      "description": "Expressions whose levels together are a row's stratum; one stratum when left out.",
      "anyOf": [
        { "type": "string", "minLength": 1 },
        { "type": "array", "minItems": 1, "items": { "type": "string", "minLength": 1 } }
      ]
    },
    "row-filter": {
      "description": "Which rows take part; all when left out. An expression over the table's columns, such as \"wave = 'after' and present(q01)\".",
      "type": "string",
      "minLength": 1
    },
    "row-choice": {
      "title": "choice of one row",
      "description": "Of several rows with the same key only the earliest counts.",
      "type": "object",
      "required": ["key", "earliest"],
      "additionalProperties": false,
      "properties": {
        "key": {
          "type": "string",
          "pattern": "^[A-Za-z_][A-Za-z0-9_]*$",
          "description": "The column that says which rows belong together, such as person."
        },
        "earliest": {
          "type": "string",
          "description": "The day, as a column or an expression, whose earliest row counts."
        }
      }
    },
    "pairing-person": {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "description": "The column of the respondent."},
    "pairing-wave": {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "description": "The column of the wave."},
    "pairing-from": { "description": "The code of the first wave, such as before.", "type": "string", "minLength": 1 },
    "pairing-to": { "description": "The code of the second wave, such as after.", "type": "string", "minLength": 1 },
    "time-key": {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "description": "The column that identifies each thing."},
    "time-origin": {
      "type": "string",
      "pattern": "^[A-Za-z_][A-Za-z0-9_]*$",
      "description": "The day column from which time is counted."
    },
    "time-every": {
      "description": "The curve is told at each multiple of so many units too, with those still at risk then; at the times of events alone when left out.",
      "type": "integer",
      "minimum": 1,
      "maximum": 10000000
    },
    "time-unit": { "description": "What time is counted in.", "enum": ["days", "months"] },
    "time-events": {
      "title": "events",
      "description": "The events that are waited for.",
      "type": "object",
      "required": ["table", "key", "day"],
      "additionalProperties": false,
      "properties": {
        "table": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "description": "The table of the events." },
        "where": {
          "description": "Which of its rows are events. An expression over the table's columns, such as \"wave = 'after' and present(q01)\".",
          "type": "string",
          "minLength": 1
        },
        "key": {
          "type": "string",
          "pattern": "^[A-Za-z_][A-Za-z0-9_]*$",
          "description": "The column that says which thing an event happened to."
        },
        "day": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "description": "The day of the event." }
      }
    },
    "calculation": {
      "title": "calculation",
      "description": "How a value is computed.",
      "oneOf": [
        {
          "title": "count",
          "description": "The number of rows.",
          "type": "object",
          "required": ["kind", "table"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "count" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "asked": {
              "description": "A condition over all rows of the table: where none fulfils it there is no value, as what nobody was asked is not zero.",
              "type": "string",
              "minLength": 1
            }
          }
        },
        {
          "title": "count of different values",
          "description": "How many different persons, organisations or codes there are.",
          "type": "object",
          "required": ["kind", "table", "of"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "distinct" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The column whose different values are counted.", "type": "string", "minLength": 1 }
          }
        },
        {
          "title": "sum",
          "description": "The sum of an expression.",
          "type": "object",
          "required": ["kind", "table", "of"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "sum" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The expression that is summed.", "type": "string", "minLength": 1 },
            "approximate": {
              "description": "A yes-or-no expression: whether a row's number is approximate.",
              "type": "string",
              "minLength": 1
            }
          }
        },
        {
          "title": "mean",
          "description": "The mean of an expression, with its interval.",
          "type": "object",
          "required": ["kind", "table", "of"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "mean" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The expression whose mean is taken.", "type": "string", "minLength": 1 }
          }
        },
        {
          "title": "share",
          "description": "The share of rows for which something holds, with Wilson's interval.",
          "type": "object",
          "required": ["kind", "table", "part"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "share" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "part": {
              "description": "What holds for the rows of the numerator. An expression over the table's columns, such as \"wave = 'after' and present(q01)\".",
              "type": "string",
              "minLength": 1
            }
          }
        },
        {
          "title": "ratio",
          "description": "One calculation divided by another.",
          "type": "object",
          "required": ["kind", "numerator", "denominator"],
          "additionalProperties": false,
          "properties": {
            "kind": { "const": "ratio", "description": "How the value is computed." },
            "numerator": { "description": "What is divided.", "$ref": "#/$defs/calculation" },
            "denominator": { "description": "What it is divided by.", "$ref": "#/$defs/calculation" },
            "times": {"description": "A factor, such as 100000.", "type": "number", "exclusiveMinimum": 0, "default": 1}
          }
        },
        {
          "title": "distribution",
          "description": "The share of each answer among the answers given.",
          "type": "object",
          "required": ["kind", "table", "of"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "distribution" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The column of the answers.", "type": "string", "minLength": 1 },
            "dimension": {
              "type": "string",
              "pattern": "^[A-Za-z_][A-Za-z0-9_]*$",
              "description": "The dimension that the answers become.",
              "default": "answer"
            },
            "levels": {
              "description": "The answers in order, also those that nobody gave.",
              "type": "array",
              "items": { "type": ["string", "integer"] }
            }
          }
        },
        {
          "title": "recommendation score",
          "description": "The share of 9–10 minus the share of 0–6.",
          "type": "object",
          "required": ["kind", "table", "of"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "recommendation" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The column of the answers 0–10.", "type": "string", "minLength": 1 }
          }
        },
        {
          "title": "earliest or latest day",
          "description": "The earliest or latest day or moment.",
          "type": "object",
          "required": ["kind", "table", "of"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "enum": ["earliest", "latest"] },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The column of the day or moment.", "type": "string", "minLength": 1 }
          }
        },
        {
          "title": "paired change",
          "description": "The change of an item between two waves of the same persons.",
          "type": "object",
          "required": ["kind", "table", "of", "person", "wave", "from", "to"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "paired-change" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The column of the item.", "type": "string", "minLength": 1 },
            "person": { "$ref": "#/$defs/pairing-person" },
            "wave": { "$ref": "#/$defs/pairing-wave" },
            "from": { "$ref": "#/$defs/pairing-from" },
            "to": { "$ref": "#/$defs/pairing-to" },
            "minimum-pairs": {"description": "With fewer pairs there is no test.", "type": "integer", "minimum": 2, "default": 10},
            "higher-is-better": {"description": "Whether a rise is an improvement.", "type": "boolean", "default": true}
          }
        },
        {
          "title": "share of matched persons",
          "description": "The share of one wave's persons who are found in another.",
          "type": "object",
          "required": ["kind", "table", "person", "wave", "from", "to"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "match-share" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "person": { "$ref": "#/$defs/pairing-person" },
            "wave": { "$ref": "#/$defs/pairing-wave" },
            "from": { "$ref": "#/$defs/pairing-from" },
            "to": { "$ref": "#/$defs/pairing-to" }
          }
        },
        {
          "title": "number of matched persons",
          "description": "How many of one wave's persons are found in another.",
          "type": "object",
          "required": ["kind", "table", "person", "wave", "from", "to"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "match-count" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "person": { "$ref": "#/$defs/pairing-person" },
            "wave": { "$ref": "#/$defs/pairing-wave" },
            "from": { "$ref": "#/$defs/pairing-from" },
            "to": { "$ref": "#/$defs/pairing-to" }
          }
        },
        {
          "title": "share of returning persons",
          "description": "The share of persons with several different values of a column.",
          "type": "object",
          "required": ["kind", "table", "person", "of"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "repeat-share" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "person": {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "description": "The column of the person."},
            "of": {
              "description": "The column whose different values are counted for each person, such as event.",
              "type": "string",
              "minLength": 1
            },
            "at-least": {
              "description": "How many different values make a person count.",
              "type": "integer",
              "minimum": 1,
              "default": 2
            }
          }
        },
        {
          "title": "shares of persons who mention each of several things",
          "description": "For each level of a dimension the share of persons who mention it, of those who mention any; one may mention several.",
          "type": "object",
          "required": ["kind", "table", "person", "over"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "mention-share" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "person": {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "description": "The column of the person."},
            "over": { "description": "The dimension whose levels are mentioned, such as theme.", "type": "string", "minLength": 1 },
            "quotes": {
              "title": "quotes",
              "description": "What persons have released to be quoted, for blocks of quotes in reports.",
              "type": "object",
              "required": ["text"],
              "additionalProperties": false,
              "properties": {
                "text": {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "description": "The column of the quotations, of type quotation."},
                "by": { "description": "The dimension that each is attributed to, such as wave; it must be a breakdown of the indicator.", "type": "string", "minLength": 1 },
                "language": { "description": "The code of the language that each is written in, as an expression.", "type": "string", "minLength": 1 }
              }
            }
          }
        },
        {
          "title": "difference between two groups",
          "description": "The standardised difference of two groups in the share of each answer.",
          "type": "object",
          "required": ["kind", "table", "of", "first", "second"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "group-difference" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The column whose answers are compared.", "type": "string", "minLength": 1 },
            "first": { "description": "Which rows are the first group, an expression.", "type": "string", "minLength": 1 },
            "second": { "description": "Which rows are the second group, an expression.", "type": "string", "minLength": 1 }
          }
        },
        {
          "title": "median",
          "description": "The median of an expression, with quartiles and range.",
          "type": "object",
          "required": ["kind", "table", "of"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "median" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The expression whose median is taken.", "type": "string", "minLength": 1 }
          }
        },
        {
          "title": "agreement of raters",
          "description": "How far raters agree on the same things: Krippendorff's alpha, Fleiss' or Cohen's kappa, or an intraclass correlation.",
          "type": "object",
          "required": ["kind", "table", "of", "units"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "agreement" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The rating, a number; of a kappa also a code.", "type": "string", "minLength": 1 },
            "units": {
              "description": "The columns or expressions that tell apart what is rated.",
              "anyOf": [
                { "type": "string", "minLength": 1 },
                { "type": "array", "minItems": 1, "items": { "type": "string", "minLength": 1 }, "uniqueItems": true }
              ]
            },
            "coefficient": {
              "description": "What agreement is measured by: Krippendorff's alpha, Fleiss' kappa, Cohen's kappa of two raters, or an intraclass correlation.",
              "enum": ["krippendorff", "fleiss", "kappa", "icc"],
              "default": "krippendorff"
            },
            "metric": {
              "description": "Of Krippendorff's alpha: what the distance of two ratings is.",
              "enum": ["nominal", "ordinal", "interval", "ratio"]
            },
            "weights": {
              "description": "Of Cohen's kappa: how much two different levels agree.",
              "enum": ["none", "linear", "quadratic"],
              "default": "none"
            },
            "levels": {
              "description": "Of Cohen's kappa: the levels of the scale in their order, numbers or codes.",
              "type": "array", "minItems": 2, "items": { "type": ["integer", "string"] }, "uniqueItems": true
            },
            "form": {
              "description": "Of an intraclass correlation: 1 each unit has raters of its own, 2 the raters are a sample of many, 3 these raters only; k the mean of all ratings instead of one.",
              "enum": ["icc1", "icc2", "icc3", "icc1k", "icc2k", "icc3k"]
            },
            "raters": {
              "description": "Who is compared, for Cohen's kappa and the forms 2 and 3: of each unit exactly one rating by each.",
              "type": "object",
              "required": ["of", "levels"],
              "additionalProperties": false,
              "properties": {
                "of": { "description": "The column or expression that tells raters apart, such as a role or a seat; never a person.", "type": "string", "minLength": 1 },
                "levels": {
                  "description": "Its values, in the order of the raters.",
                  "type": "array", "minItems": 2, "items": { "type": ["integer", "string"] }, "uniqueItems": true
                }
              }
            }
          }
        },
        {
          "title": "direction of change",
          "description": "The share of the same persons whose answers improved, stayed and worsened.",
          "type": "object",
          "required": ["kind", "table", "of", "person", "wave", "from", "to"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "direction-of-change" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The column of the item.", "type": "string", "minLength": 1 },
            "person": { "$ref": "#/$defs/pairing-person" },
            "wave": { "$ref": "#/$defs/pairing-wave" },
            "from": { "$ref": "#/$defs/pairing-from" },
            "to": { "$ref": "#/$defs/pairing-to" },
            "higher-is-better": { "description": "Whether a rise is an improvement.", "type": "boolean", "default": true },
            "reliability": { "description": "The reliability of the measure, such as its alpha: only changes beyond chance count as improved or worsened (Jacobson and Truax 1991).", "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1 }
          }
        },
        {
          "title": "paired share",
          "description": "The change in the share of the same persons for whom something holds.",
          "type": "object",
          "required": ["kind", "table", "part", "person", "wave", "from", "to"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "paired-share" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "part": { "description": "What holds for those counted, an expression.", "type": "string", "minLength": 1 },
            "person": { "$ref": "#/$defs/pairing-person" },
            "wave": { "$ref": "#/$defs/pairing-wave" },
            "from": { "$ref": "#/$defs/pairing-from" },
            "to": { "$ref": "#/$defs/pairing-to" },
            "minimum-pairs": { "description": "With fewer pairs there is no test.", "type": "integer", "minimum": 2, "default": 10 },
            "test": { "description": "Whether there is a test; with one, the numbers of those who changed either way are given away.", "type": "boolean", "default": true }
          }
        },
        {
          "title": "difference of means",
          "description": "The difference of the means of two groups.",
          "type": "object",
          "required": ["kind", "table", "of", "first", "second"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "mean-difference" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The number that is compared.", "type": "string", "minLength": 1 },
            "first": { "description": "Which rows are the first group, an expression.", "type": "string", "minLength": 1 },
            "second": { "description": "Which rows are the second group, an expression.", "type": "string", "minLength": 1 },
            "minimum-n": { "description": "With fewer in either group, or in all where there are no groups, there is no test.", "type": "integer", "minimum": 2, "default": 10 }
          }
        },
        {
          "title": "difference of shares",
          "description": "The difference of two groups in the share for whom something holds.",
          "type": "object",
          "required": ["kind", "table", "part", "first", "second"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "share-difference" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "part": { "description": "What holds for those counted, an expression.", "type": "string", "minLength": 1 },
            "first": { "description": "Which rows are the first group, an expression.", "type": "string", "minLength": 1 },
            "second": { "description": "Which rows are the second group, an expression.", "type": "string", "minLength": 1 },
            "minimum-n": { "description": "With fewer in either group, or in all where there are no groups, there is no test.", "type": "integer", "minimum": 2, "default": 10 }
          }
        },
        {
          "title": "association",
          "description": "How strongly two questions go together, by Cramér's V.",
          "type": "object",
          "required": ["kind", "table", "of", "with"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "association" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The one question.", "type": "string", "minLength": 1 },
            "with": { "description": "The other question.", "type": "string", "minLength": 1 },
            "minimum-n": { "description": "With fewer in either group, or in all where there are no groups, there is no test.", "type": "integer", "minimum": 2, "default": 10 }
          }
        },
        {
          "title": "difference of several groups",
          "description": "How far the levels of a dimension differ in rank, with the Kruskal–Wallis test.",
          "type": "object",
          "required": ["kind", "table", "of", "over"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "rank-difference" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The number that is compared.", "type": "string", "minLength": 1 },
            "over": { "description": "The dimension whose levels are the groups, such as wave.", "type": "string", "minLength": 1 },
            "groups": {
              "description": "The levels that are compared, in order, and also pair by pair; without, all levels and no pairs.",
              "type": "array", "minItems": 2, "maxItems": 9, "items": { "type": "string", "minLength": 1 }, "uniqueItems": true
            },
            "minimum-n": { "description": "With fewer in any group there is no test.", "type": "integer", "minimum": 2, "default": 10 }
          }
        },
        {
          "title": "consensus on a rating",
          "description": "How far ratings agree on ordered levels, by van der Eijk's agreement A.",
          "type": "object",
          "required": ["kind", "table", "of", "levels"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "consensus" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The rating, a number.", "type": "string", "minLength": 1 },
            "levels": {
              "description": "The levels that could be given, rising.",
              "type": "array",
              "minItems": 3,
              "items": { "type": "integer" },
              "uniqueItems": true
            }
          }
        },
        {
          "title": "reliability of a scale",
          "description": "Cronbach's alpha and McDonald's omega of a scale.",
          "type": "object",
          "required": ["kind", "table", "scale"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "scale-reliability" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "scale": { "description": "The name of the scale.", "type": "string", "minLength": 1 }
          }
        },
        {
          "title": "items of a scale",
          "description": "The correlation of each item with the sum of the others.",
          "type": "object",
          "required": ["kind", "table", "scale"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "item-rest" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "scale": { "description": "The name of the scale.", "type": "string", "minLength": 1 }
          }
        },
        {
          "title": "difference of those who came back",
          "description": "The standardised difference of those found in another wave and the others, answer by answer.",
          "type": "object",
          "required": ["kind", "table", "of", "person", "wave", "from", "to"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "retention-difference" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The column whose answers are compared, as given in the wave from.", "type": "string", "minLength": 1 },
            "dimension": {
              "description": "The dimension that the answers become.", "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$",
              "default": "answer"
            },
            "person": { "$ref": "#/$defs/pairing-person" },
            "wave": { "$ref": "#/$defs/pairing-wave" },
            "from": { "$ref": "#/$defs/pairing-from" },
            "to": { "$ref": "#/$defs/pairing-to" }
          }
        },
        {
          "title": "comparison of several waves",
          "description": "Whether the same persons' answers differ between several waves, by Kendall's W.",
          "type": "object",
          "required": ["kind", "table", "of", "person", "wave", "waves"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "wave-comparison" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The column of the item.", "type": "string", "minLength": 1 },
            "person": { "$ref": "#/$defs/pairing-person" },
            "wave": { "$ref": "#/$defs/pairing-wave" },
            "waves": {
              "description": "The codes of the waves in order, two to six.", "type": "array", "minItems": 2, "maxItems": 6,
              "items": { "type": "string", "minLength": 1 }, "uniqueItems": true
            },
            "minimum-pairs": { "description": "With fewer pairs there is no test.", "type": "integer", "minimum": 2, "default": 10 }
          }
        },
        {
          "title": "change between categories",
          "description": "How far the same persons' answers moved between categories without an order.",
          "type": "object",
          "required": ["kind", "table", "of", "person", "wave", "from", "to"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "category-change" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The column of the categories.", "type": "string", "minLength": 1 },
            "person": { "$ref": "#/$defs/pairing-person" },
            "wave": { "$ref": "#/$defs/pairing-wave" },
            "from": { "$ref": "#/$defs/pairing-from" },
            "to": { "$ref": "#/$defs/pairing-to" },
            "minimum-pairs": { "description": "With fewer pairs there is no test.", "type": "integer", "minimum": 2, "default": 10 }
          }
        },
        {
          "title": "bounds of a change",
          "description": "The mean change as observed, and the least and greatest that it could be if those who did not come back were known.",
          "type": "object",
          "required": ["kind", "table", "of", "scale", "person", "wave", "from", "to"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "change-bounds" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The column of the item.", "type": "string", "minLength": 1 },
            "person": { "$ref": "#/$defs/pairing-person" },
            "wave": { "$ref": "#/$defs/pairing-wave" },
            "from": { "$ref": "#/$defs/pairing-from" },
            "to": { "$ref": "#/$defs/pairing-to" },
            "scale": { "description": "The least and greatest answer.", "type": "array", "minItems": 2, "maxItems": 2, "items": { "type": "integer" } }
          }
        },
        {
          "title": "weighted mean",
          "description": "The mean in the population, from a sample with a design.",
          "type": "object",
          "required": ["kind", "table", "of", "design"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "weighted-mean" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The expression whose mean is estimated.", "type": "string", "minLength": 1 },
            "design": { "$ref": "#/$defs/design-name" }
          }
        },
        {
          "title": "weighted share",
          "description": "The share in the population for whom something holds, from a sample with a design.",
          "type": "object",
          "required": ["kind", "table", "part", "design"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "weighted-share" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "part": { "description": "What holds for those counted, an expression.", "type": "string", "minLength": 1 },
            "design": { "$ref": "#/$defs/design-name" }
          }
        },
        {
          "title": "weighted total",
          "description": "The total in the population, from a sample with a design.",
          "type": "object",
          "required": ["kind", "table", "of", "design"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "weighted-total" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The expression whose total is estimated.", "type": "string", "minLength": 1 },
            "design": { "$ref": "#/$defs/design-name" }
          }
        },
        {
          "title": "share from a sample",
          "description": "The share of all selected rows for which something holds, from those of them whose answer is known, weighted by stratum.",
          "type": "object",
          "required": ["kind", "table", "answered", "part"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "sample-share" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "answered": { "$ref": "#/$defs/sample-answered" },
            "part": { "$ref": "#/$defs/sample-part" },
            "strata": { "$ref": "#/$defs/sample-strata" }
          }
        },
        {
          "title": "total from a sample",
          "description": "How many of all selected rows something holds for, from those of them whose answer is known, weighted by stratum.",
          "type": "object",
          "required": ["kind", "table", "answered", "part"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "sample-total" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "answered": { "$ref": "#/$defs/sample-answered" },
            "part": { "$ref": "#/$defs/sample-part" },
            "strata": { "$ref": "#/$defs/sample-strata" }
          }
        },
        {
          "title": "weighted ratio",
          "description": "The ratio of two totals of the population, from a sample with a design.",
          "type": "object",
          "required": ["kind", "table", "of", "over", "design"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "weighted-ratio" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The expression whose total is divided.", "type": "string", "minLength": 1 },
            "over": { "description": "The expression whose total it is divided by.", "type": "string", "minLength": 1 },
            "design": { "$ref": "#/$defs/design-name" }
          }
        },
        {
          "title": "weighted change",
          "description": "The mean change of the same persons in the population, from a sample with a design.",
          "type": "object",
          "required": ["kind", "table", "of", "person", "wave", "from", "to", "design"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "weighted-change" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The expression whose mean change is estimated.", "type": "string", "minLength": 1 },
            "person": { "$ref": "#/$defs/pairing-person" },
            "wave": { "$ref": "#/$defs/pairing-wave" },
            "from": { "$ref": "#/$defs/pairing-from" },
            "to": { "$ref": "#/$defs/pairing-to" },
            "design": { "$ref": "#/$defs/design-name" }
          }
        },
        {
          "title": "report of weights",
          "description": "What the weights of a design are like, and whether they meet its margins.",
          "type": "object",
          "required": ["kind", "table", "design"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "weight-report" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "design": { "$ref": "#/$defs/design-name" }
          }
        },
        {
          "title": "evenness",
          "description": "Pielou's evenness over a dimension.",
          "type": "object",
          "required": ["kind", "table", "over"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "evenness" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "over": { "description": "The dimension, such as helix.", "type": "string", "minLength": 1 },
            "of": {
              "description": "The column whose different values are counted; rows when left out.",
              "type": "string",
              "minLength": 1
            }
          }
        },
        {
          "title": "time to an event",
          "description": "The Kaplan–Meier median time to a first event.",
          "type": "object",
          "required": ["kind", "table", "key", "origin", "unit", "events"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "time-to-event" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "key": { "$ref": "#/$defs/time-key" },
            "origin": { "$ref": "#/$defs/time-origin" },
            "unit": { "$ref": "#/$defs/time-unit" },
            "events": { "$ref": "#/$defs/time-events" }
          }
        },
        {
          "title": "survival curve",
          "description": "The Kaplan–Meier curve of the time to a first event.",
          "type": "object",
          "required": ["kind", "table", "key", "origin", "unit", "events"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "survival-curve" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "key": { "$ref": "#/$defs/time-key" },
            "origin": { "$ref": "#/$defs/time-origin" },
            "unit": { "$ref": "#/$defs/time-unit" },
            "events": { "$ref": "#/$defs/time-events" },
            "every": { "$ref": "#/$defs/time-every" }
          }
        },
        {
          "title": "restricted mean time to an event",
          "description": "The mean time to a first event within a horizon, the area under the Kaplan–Meier curve up to it.",
          "type": "object",
          "required": ["kind", "table", "key", "origin", "unit", "events", "within"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "restricted-mean" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "key": { "$ref": "#/$defs/time-key" },
            "origin": { "$ref": "#/$defs/time-origin" },
            "unit": { "$ref": "#/$defs/time-unit" },
            "events": { "$ref": "#/$defs/time-events" },
            "within": { "description": "The horizon, in the unit.", "type": "integer", "minimum": 1, "maximum": 10000000 }
          }
        },
        {
          "title": "difference in time to an event",
          "description": "Whether the levels of a dimension have the same time to a first event, by the log-rank test.",
          "type": "object",
          "required": ["kind", "table", "key", "origin", "unit", "events", "over"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "survival-difference" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "key": { "$ref": "#/$defs/time-key" },
            "origin": { "$ref": "#/$defs/time-origin" },
            "unit": { "$ref": "#/$defs/time-unit" },
            "events": { "$ref": "#/$defs/time-events" },
            "over": { "description": "The dimension whose levels are the groups.", "type": "string", "minLength": 1 },
            "strata": { "description": "The dimension within whose levels the groups are compared.", "type": "string", "minLength": 1 },
            "groups": {
              "description": "The levels that are compared, in order, each with the events seen and expected; without, all levels and no such numbers.",
              "type": "array", "minItems": 2, "maxItems": 9, "items": { "type": "string", "minLength": 1 }, "uniqueItems": true
            },
            "minimum-n": { "description": "With fewer in any group there is no test.", "type": "integer", "minimum": 2, "default": 10 }
          }
        },
        {
          "title": "monthly series",
          "description": "A count per calendar month without gaps.",
          "type": "object",
          "required": ["kind", "table", "day"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "monthly" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "day": { "description": "The column of the day.", "type": "string", "minLength": 1 },
            "of": {
              "description": "The column whose different values are counted; rows when left out.",
              "type": "string",
              "minLength": 1
            },
            "cumulative": {"description": "Whether the value is the running total.", "type": "boolean", "default": false}
          }
        },
        {
          "title": "rate",
          "description": "Events over a population or the time of persons, with an exact interval.",
          "type": "object",
          "required": ["kind", "table", "population"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "rate" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": {
              "description": "The column whose different values are the events; rows when left out.",
              "type": "string",
              "minLength": 1
            },
            "population": { "description": "What the events are related to: the kinds count, distinct, sum and attribute.", "$ref": "#/$defs/calculation" },
            "times": { "description": "What the rate is for.", "type": "number", "exclusiveMinimum": 0, "default": 100000 }
          }
        },
        {
          "title": "growth curve",
          "description": "The running total of a curve of growth fitted to adoptions per period, period by period, and its forecast.",
          "type": "object",
          "required": ["kind", "table", "day"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "growth-curve" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "day": { "description": "The column of the day.", "type": "string", "minLength": 1 },
            "of": {
              "description": "The column whose different values are counted in each period; rows when left out.",
              "type": "string",
              "minLength": 1
            },
            "model": { "description": "The curve.", "enum": ["bass", "gompertz", "logistic"], "default": "bass" },
            "period": { "description": "The calendar period that adoptions are counted by.", "enum": ["month", "quarter", "year"], "default": "month" },
            "potential": { "description": "How many could adopt, where that is known; estimated when left out.", "type": "number", "exclusiveMinimum": 0 },
            "horizon": { "description": "How many periods ahead are forecast.", "type": "integer", "minimum": 0, "maximum": 120, "default": 0 }
          }
        },
        {
          "title": "growth comparison",
          "description": "How far off the forecasts of curves of growth would have been about the last periods, beside the naive forecast.",
          "type": "object",
          "required": ["kind", "table", "day"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "growth-comparison" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "day": { "description": "The column of the day.", "type": "string", "minLength": 1 },
            "of": {
              "description": "The column whose different values are counted in each period; rows when left out.",
              "type": "string",
              "minLength": 1
            },
            "period": { "description": "The calendar period that adoptions are counted by.", "enum": ["month", "quarter", "year"], "default": "month" },
            "potential": { "description": "How many could adopt, where that is known; estimated when left out.", "type": "number", "exclusiveMinimum": 0 },
            "hold-out": { "description": "How many of the last periods are held out and forecast; a quarter of all when left out.", "type": "integer", "minimum": 1, "maximum": 120 }
          }
        },
        {
          "title": "adoption curve",
          "description": "Adoptions, or sums of a number, per calendar period without gaps up to the as-of day.",
          "type": "object",
          "required": ["kind", "table", "day"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "adoption-curve" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "day": { "description": "The column of the day.", "type": "string", "minLength": 1 },
            "period": { "description": "The calendar period that adoptions are counted by.", "enum": ["month", "quarter", "year"], "default": "month" },
            "of": {
              "description": "The column whose different values are counted, each once, in the period of its first row; rows when left out.",
              "type": "string",
              "minLength": 1
            },
            "sum": { "description": "The expression that is added up instead of counting.", "type": "string", "minLength": 1 },
            "value": {
              "description": "Those of the period, those so far, these over those who could adopt, or those of the period over those who could and had not before.",
              "enum": ["new", "cumulative", "share", "hazard"],
              "default": "cumulative"
            },
            "potential": {
              "description": "Those who could adopt: how many, what a calculation counts, or the codes of a list.",
              "anyOf": [
                { "type": "integer", "minimum": 1 },
                {
                  "type": "object",
                  "required": ["codes"],
                  "additionalProperties": false,
                  "properties": { "codes": { "description": "The code list whose codes, as of the as-of day, could be reached.", "type": "string", "minLength": 1 } }
                },
                { "$ref": "#/$defs/calculation" }
              ]
            }
          }
        },
        {
          "title": "growth model",
          "description": "How many adopt in the end, by a curve of growth fitted to adoptions per period.",
          "type": "object",
          "required": ["kind", "table", "day"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "growth-model" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "day": { "description": "The column of the day.", "type": "string", "minLength": 1 },
            "of": {
              "description": "The column whose different values are counted in each period; rows when left out.",
              "type": "string",
              "minLength": 1
            },
            "model": { "description": "The curve.", "enum": ["bass", "gompertz", "logistic"], "default": "bass" },
            "period": { "description": "The calendar period that adoptions are counted by.", "enum": ["month", "quarter", "year"], "default": "month" },
            "potential": { "description": "How many could adopt, where that is known; estimated when left out.", "type": "number", "exclusiveMinimum": 0 }
          }
        },
        {
          "title": "concentration",
          "description": "How unevenly rows are spread over the places of a dimension with a code list, those without any included.",
          "type": "object",
          "required": ["kind", "table", "over"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "concentration" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "over": { "$ref": "#/$defs/places" },
            "measure": {
              "description": "Gini's coefficient, the sum of squared shares, or the share of the fifth that have most.",
              "enum": ["gini", "herfindahl", "top-share"], "default": "gini"
            },
            "weighted-by": { "$ref": "#/$defs/inhabitants" },
            "of": {
              "description": "The column whose different values are counted in each place; rows when left out.",
              "type": "string",
              "minLength": 1
            }
          }
        },
        {
          "title": "location quotient",
          "description": "The share of rows for which something holds in each group of a breakdown, over that in all groups.",
          "type": "object",
          "required": ["kind", "table", "part"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "location-quotient" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "part": { "description": "What holds for the rows whose share is compared.", "type": "string", "minLength": 1 }
          }
        },
        {
          "title": "nearest adopter",
          "description": "The borders between each place and the nearest that has rows; their mean where there is no breakdown by the places.",
          "type": "object",
          "required": ["kind", "table", "over", "neighbours"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "nearest-adopter" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "over": { "$ref": "#/$defs/places" },
            "neighbours": {
              "description": "The attribute of the code list that has the codes of the places next to each, apart by spaces.",
              "type": "string",
              "minLength": 1
            },
            "weighted-by": { "$ref": "#/$defs/inhabitants" }
          }
        },
        {
          "title": "reach",
          "description": "The number of places that have rows: by the end of each calendar period, or in all.",
          "type": "object",
          "required": ["kind", "table", "over"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "reach" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "over": { "$ref": "#/$defs/places" },
            "weighted-by": { "$ref": "#/$defs/inhabitants" },
            "day": { "description": "The column of the day, where there are periods.", "type": "string", "minLength": 1 },
            "period": { "description": "The calendar period; the number is of all time when left out.", "enum": ["month", "quarter", "year"] }
          }
        },
        {
          "title": "bursts",
          "description": "How often each level of a dimension is on more lips than usual, by Kleinberg's bursts over calendar periods.",
          "type": "object",
          "required": ["kind", "table", "over", "day"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "bursts" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "over": { "description": "The dimension of the phenomena, such as theme.", "type": "string", "minLength": 1 },
            "day": { "description": "The column of the day.", "type": "string", "minLength": 1 },
            "period": { "description": "The calendar period that documents are counted by.", "enum": ["month", "quarter", "year"], "default": "month" },
            "of": {
              "description": "The column of documents, of which one may have several rows; each row is one when left out.",
              "type": "string",
              "minLength": 1
            },
            "ratio": { "description": "How many times its usual share a burst has.", "type": "number", "exclusiveMinimum": 1, "default": 2 },
            "gamma": { "description": "How hard it is to begin a burst.", "type": "number", "minimum": 0, "default": 1 }
          }
        },
        {
          "title": "adopter categories",
          "description": "Rogers' five categories, or netdiffuseR's four, by the time of adoption.",
          "type": "object",
          "required": ["kind", "table", "day"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "adopter-categories" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "day": { "description": "The column of the day.", "type": "string", "minLength": 1 },
            "classes": { "description": "Rogers' five categories, or the four of the program netdiffuseR, whose early adopters are Rogers' innovators too.", "enum": ["five", "four"], "default": "five" },
            "cut": { "description": "Whether the limits are those of each group's own adopters, or of all, so that groups can be compared.", "enum": ["group", "whole"], "default": "group" }
          }
        },
        {
          "title": "network drawing",
          "description": "A network drawn node by node: a list of nodes for tables, and ties for a chart. Only nodes that the network's public: names stand by themselves.",
          "type": "object",
          "required": ["kind", "network"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "network-drawing" },
            "network": { "description": "A network of the catalogue.", "type": "string", "minLength": 1 },
            "by": { "description": "The attribute by which nodes are coloured, and merged where they are not public.", "type": "string", "minLength": 1 },
            "where": { "$ref": "#/$defs/row-filter" }
          }
        },
        {
          "title": "adoption tree",
          "description": "Who learned from whom, of the innovation with most adopters: a list of nodes for tables, and branches for a chart. Only adopters that the spread's public: names have a name.",
          "type": "object",
          "required": ["kind", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "adoption-tree" },
            "spread": { "description": "A spread of the catalogue.", "type": "string", "minLength": 1 },
            "by": { "description": "The attribute by which adopters are coloured.", "type": "string", "minLength": 1 },
            "where": { "$ref": "#/$defs/row-filter" }
          }
        },
        {
          "title": "stage transitions",
          "description": "Of those who came to each stage the share that went on to each other one.",
          "type": "object",
          "required": ["kind", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "stage-transitions" },
            "spread": { "$ref": "#/$defs/spread-name" },
            "where": { "$ref": "#/$defs/row-filter" },
            "dimensions": { "$ref": "#/$defs/spread-dimensions" }
          }
        },
        {
          "title": "time from stage to stage",
          "description": "The median time from one stage to another.",
          "type": "object",
          "required": ["kind", "spread", "from", "to", "unit"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "stage-time" },
            "spread": { "$ref": "#/$defs/spread-name" },
            "where": { "$ref": "#/$defs/row-filter" },
            "from": { "$ref": "#/$defs/spread-stage" },
            "to": { "$ref": "#/$defs/spread-stage" },
            "unit": { "$ref": "#/$defs/time-unit" }
          }
        },
        {
          "title": "curve from stage to stage",
          "description": "The share that has not yet come from one stage to another, over time.",
          "type": "object",
          "required": ["kind", "spread", "from", "to", "unit"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "stage-survival" },
            "spread": { "$ref": "#/$defs/spread-name" },
            "where": { "$ref": "#/$defs/row-filter" },
            "from": { "$ref": "#/$defs/spread-stage" },
            "to": { "$ref": "#/$defs/spread-stage" },
            "unit": { "$ref": "#/$defs/time-unit" },
            "every": { "$ref": "#/$defs/time-every" }
          }
        },
        {
          "title": "disadoption",
          "description": "The share of adoptions that were given up.",
          "type": "object",
          "required": ["kind", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "disadoption" },
            "spread": { "$ref": "#/$defs/spread-name" },
            "where": { "$ref": "#/$defs/row-filter" }
          }
        },
        {
          "title": "generations of adopters",
          "description": "The share of adoptions in each generation of learning.",
          "type": "object",
          "required": ["kind", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "generations" },
            "spread": { "$ref": "#/$defs/spread-name" },
            "where": { "$ref": "#/$defs/row-filter" }
          }
        },
        {
          "title": "longest chain of learning",
          "description": "The greatest generation of learning.",
          "type": "object",
          "required": ["kind", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "adoption-depth" },
            "spread": { "$ref": "#/$defs/spread-name" },
            "where": { "$ref": "#/$defs/row-filter" }
          }
        },
        {
          "title": "reproduction number",
          "description": "How many adoptions each adoption leads to.",
          "type": "object",
          "required": ["kind", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "reproduction-number" },
            "spread": { "$ref": "#/$defs/spread-name" },
            "where": { "$ref": "#/$defs/row-filter" },
            "by": { "$ref": "#/$defs/spread-attribute" },
            "by-period": { "description": "The calendar period of adoption, if by that too.", "enum": ["quarter", "year"] }
          }
        },
        {
          "title": "concentration of spreading",
          "description": "The share of adoptions due to those who spread most.",
          "type": "object",
          "required": ["kind", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "spreading-share" },
            "spread": { "$ref": "#/$defs/spread-name" },
            "where": { "$ref": "#/$defs/row-filter" },
            "top": { "description": "The share of actors that are looked at, from 0 to 1.", "type": "number", "minimum": 0, "maximum": 1, "default": 0.2 }
          }
        },
        {
          "title": "who spread most",
          "description": "The actors whom most learned from, of those who may be named.",
          "type": "object",
          "required": ["kind", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "spreaders" },
            "spread": { "$ref": "#/$defs/spread-name" },
            "where": { "$ref": "#/$defs/row-filter" },
            "limit": { "$ref": "#/$defs/spread-limit" }
          }
        },
        {
          "title": "learning across a border",
          "description": "The share of adoptions learned from another side.",
          "type": "object",
          "required": ["kind", "spread", "by"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "crossing-share" },
            "spread": { "$ref": "#/$defs/spread-name" },
            "where": { "$ref": "#/$defs/row-filter" },
            "by": { "$ref": "#/$defs/spread-attribute" }
          }
        },
        {
          "title": "learning from side to side",
          "description": "The share of adoptions on each way between sides.",
          "type": "object",
          "required": ["kind", "spread", "by"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "crossing-flows" },
            "spread": { "$ref": "#/$defs/spread-name" },
            "where": { "$ref": "#/$defs/row-filter" },
            "by": { "$ref": "#/$defs/spread-attribute" },
            "dimensions": { "$ref": "#/$defs/spread-dimensions" }
          }
        },
        {
          "title": "reuse",
          "description": "The share of innovations that were made from another.",
          "type": "object",
          "required": ["kind", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "reuse" },
            "spread": { "$ref": "#/$defs/spread-name" },
            "by-period": { "description": "The calendar period of publication, if by that.", "enum": ["year"] }
          }
        },
        {
          "title": "longest chain of reuse",
          "description": "The number of innovations in the longest chain in which each was made from the one before.",
          "type": "object",
          "required": ["kind", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "reuse-depth" },
            "spread": { "$ref": "#/$defs/spread-name" }
          }
        },
        {
          "title": "innovations that most were made from",
          "description": "The innovations that most others were made from.",
          "type": "object",
          "required": ["kind", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "most-reused" },
            "spread": { "$ref": "#/$defs/spread-name" },
            "limit": { "$ref": "#/$defs/spread-limit" }
          }
        },
        {
          "title": "fidelity",
          "description": "The mean share of core elements that adoptions keep.",
          "type": "object",
          "required": ["kind", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "fidelity" },
            "spread": { "$ref": "#/$defs/spread-name" },
            "where": { "$ref": "#/$defs/row-filter" },
            "adapted-weight": { "$ref": "#/$defs/adapted-weight" }
          }
        },
        {
          "title": "fidelity by generation",
          "description": "The mean fidelity of each generation of learning.",
          "type": "object",
          "required": ["kind", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "fidelity-by-generation" },
            "spread": { "$ref": "#/$defs/spread-name" },
            "where": { "$ref": "#/$defs/row-filter" },
            "adapted-weight": { "$ref": "#/$defs/adapted-weight" }
          }
        },
        {
          "title": "trend of fidelity",
          "description": "How fidelity goes with the generation of learning.",
          "type": "object",
          "required": ["kind", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "fidelity-trend" },
            "spread": { "$ref": "#/$defs/spread-name" },
            "where": { "$ref": "#/$defs/row-filter" },
            "adapted-weight": { "$ref": "#/$defs/adapted-weight" }
          }
        },
        {
          "title": "use of elements",
          "description": "The shares of adoptions that kept, adapted and dropped each element.",
          "type": "object",
          "required": ["kind", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "element-use" },
            "spread": { "$ref": "#/$defs/spread-name" },
            "where": { "$ref": "#/$defs/row-filter" }
          }
        },
        {
          "title": "change of elements",
          "description": "The share of adoptions that changed each element, most changed first.",
          "type": "object",
          "required": ["kind", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "element-change" },
            "spread": { "$ref": "#/$defs/spread-name" },
            "where": { "$ref": "#/$defs/row-filter" }
          }
        },
        {
          "title": "innovations side by side",
          "description": "How far innovations have spread by the time since their publication: all together, or each of those with most adoptions.",
          "type": "object",
          "required": ["kind", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "aligned-adoption" },
            "spread": { "$ref": "#/$defs/spread-name" },
            "where": { "$ref": "#/$defs/row-filter" },
            "period": { "description": "The calendar period by which time is counted; the dimension time is in months all the same.", "enum": ["month", "quarter", "year"], "default": "month" },
            "value": { "description": "Of all innovations together: the mean number of adoptions so far, or the share of innovations that have been adopted.", "enum": ["mean", "share"], "default": "mean" },
            "at-least": { "description": "Of all innovations together: times that so many were seen for, and no longer ones.", "type": "integer", "minimum": 1, "default": 1 },
            "by": { "description": "Each innovation by itself, with its own number of adoptions so far.", "enum": ["innovation"] },
            "most": { "description": "How many innovations there are at most with by: innovation, those with most adoptions.", "type": "integer", "minimum": 1, "maximum": 100, "default": 8 }
          }
        },
        {
          "title": "network",
          "description": "A measure of a network.",
          "type": "object",
          "required": ["kind", "network", "measure"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "network" },
            "network": { "$ref": "#/$defs/network-name" },
            "where": { "$ref": "#/$defs/row-filter" },
            "measure": { "description": "What is measured.", "enum": ["nodes", "ties", "density", "mean-degree", "isolates", "components", "largest-component-share", "strong-components", "transitivity", "clustering", "reciprocity", "degree-assortativity", "degree-centralisation", "in-centralisation", "out-centralisation", "betweenness-centralisation", "mean-distance", "diameter", "assortativity", "modularity", "ei-index", "communities", "events-per-actor", "bipartite-density", "outside"] },
            "by": { "$ref": "#/$defs/attribute-name" },
            "chance": { "$ref": "#/$defs/chance" }
          }
        },
        {
          "title": "change of a network",
          "description": "What became of a network between two times.",
          "type": "object",
          "required": ["kind", "network", "before", "after", "measure"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "network-change" },
            "network": { "$ref": "#/$defs/network-name" },
            "where": { "$ref": "#/$defs/row-filter" },
            "before": { "description": "Which rows of ties are of the first time, a condition; a row may be of both.", "type": "string", "minLength": 1 },
            "after": { "description": "Which rows of ties are of the second time.", "type": "string", "minLength": 1 },
            "measure": { "description": "Ties retained, new or lost, Jaccard's index, or the difference of a measure.", "enum": ["retained", "new", "lost", "jaccard", "nodes", "ties", "density", "mean-degree", "isolates", "components", "largest-component-share", "strong-components", "transitivity", "clustering", "reciprocity", "degree-assortativity", "degree-centralisation", "in-centralisation", "out-centralisation", "betweenness-centralisation", "mean-distance", "diameter", "assortativity", "modularity", "ei-index", "communities", "events-per-actor", "bipartite-density", "outside"] },
            "by": { "$ref": "#/$defs/attribute-name" },
            "chance": { "$ref": "#/$defs/chance" }
          }
        },
        {
          "title": "brokerage",
          "description": "How often actors stand between two others who are not tied to each other, in five roles.",
          "type": "object",
          "required": ["kind", "network", "by"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "brokerage" },
            "network": { "$ref": "#/$defs/network-name" },
            "where": { "$ref": "#/$defs/row-filter" },
            "by": { "$ref": "#/$defs/attribute-name" },
            "chance": { "$ref": "#/$defs/chance" }
          }
        },
        {
          "title": "actors of a network",
          "description": "The actors whose participation is public, one by one.",
          "type": "object",
          "required": ["kind", "network"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "network-actors" },
            "network": { "$ref": "#/$defs/network-name" },
            "where": { "$ref": "#/$defs/row-filter" },
            "by": { "$ref": "#/$defs/attribute-name" },
            "order": { "description": "What they are put in order by, the largest first.", "enum": ["degree", "betweenness", "closeness", "eigenvector", "brokerage"], "default": "degree" },
            "limit": { "description": "How many are listed at most.", "type": "integer", "minimum": 1, "default": 20 }
          }
        },
        {
          "title": "exposure",
          "description": "The mean share of adopters around those who have not adopted, by period.",
          "type": "object",
          "required": ["kind", "network", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "exposure" },
            "network": { "$ref": "#/$defs/network-name" },
            "spread": { "description": "The name of a spread, as under spreads.", "type": "string", "minLength": 1 },
            "where": { "$ref": "#/$defs/row-filter" },
            "period": { "description": "The calendar period by which adoptions are timed.", "enum": ["month", "quarter", "year"], "default": "quarter" },
            "lag": { "description": "How many periods pass between what is seen and when it counts.", "type": "integer", "minimum": 0, "default": 0 },
            "ties-day": { "description": "The day since when a row's tie is there, an expression: the network grows. Without it all ties are there at all times.", "type": "string", "minLength": 1 }
          }
        },
        {
          "title": "threshold",
          "description": "The mean share of adopters around an actor when it adopted.",
          "type": "object",
          "required": ["kind", "network", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "threshold" },
            "network": { "$ref": "#/$defs/network-name" },
            "spread": { "description": "The name of a spread, as under spreads.", "type": "string", "minLength": 1 },
            "where": { "$ref": "#/$defs/row-filter" },
            "period": { "description": "The calendar period by which adoptions are timed.", "enum": ["month", "quarter", "year"], "default": "quarter" },
            "lag": { "description": "How many periods pass between what is seen and when it counts.", "type": "integer", "minimum": 0, "default": 0 },
            "ties-day": { "description": "The day since when a row's tie is there, an expression: the network grows. Without it all ties are there at all times.", "type": "string", "minLength": 1 }
          }
        },
        {
          "title": "Moran's I of adoption",
          "description": "Whether those tied to each other adopt at like times.",
          "type": "object",
          "required": ["kind", "network", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "moran" },
            "network": { "$ref": "#/$defs/network-name" },
            "spread": { "description": "The name of a spread, as under spreads.", "type": "string", "minLength": 1 },
            "where": { "$ref": "#/$defs/row-filter" },
            "period": { "description": "The calendar period by which adoptions are timed.", "enum": ["month", "quarter", "year"], "default": "quarter" },
            "chance": { "$ref": "#/$defs/chance" }
          }
        },
        {
          "title": "structure dependence",
          "description": "Whether thresholds or exposure are other than in networks whose ties are drawn anew.",
          "type": "object",
          "required": ["kind", "network", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "structure-dependence" },
            "network": { "$ref": "#/$defs/network-name" },
            "spread": { "description": "The name of a spread, as under spreads.", "type": "string", "minLength": 1 },
            "where": { "$ref": "#/$defs/row-filter" },
            "period": { "description": "The calendar period by which adoptions are timed.", "enum": ["month", "quarter", "year"], "default": "quarter" },
            "lag": { "description": "How many periods pass between what is seen and when it counts.", "type": "integer", "minimum": 0, "default": 0 },
            "of": { "description": "The mean that is compared.", "enum": ["threshold", "exposure"], "default": "threshold" },
            "chance": { "$ref": "#/$defs/chance" }
          }
        },
        {
          "title": "infectiousness",
          "description": "How soon those tied to an adopter follow it.",
          "type": "object",
          "required": ["kind", "network", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "infectiousness" },
            "network": { "$ref": "#/$defs/network-name" },
            "spread": { "description": "The name of a spread, as under spreads.", "type": "string", "minLength": 1 },
            "where": { "$ref": "#/$defs/row-filter" },
            "period": { "description": "The calendar period by which adoptions are timed.", "enum": ["month", "quarter", "year"], "default": "quarter" },
            "periods": { "description": "How many periods are looked at.", "type": "integer", "minimum": 1, "maximum": 12000, "default": 1 },
            "normalised": { "description": "Whether it is divided by all adoptions of those periods.", "type": "boolean", "default": false }
          }
        },
        {
          "title": "susceptibility",
          "description": "How soon an adopter followed those tied to it.",
          "type": "object",
          "required": ["kind", "network", "spread"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "susceptibility" },
            "network": { "$ref": "#/$defs/network-name" },
            "spread": { "description": "The name of a spread, as under spreads.", "type": "string", "minLength": 1 },
            "where": { "$ref": "#/$defs/row-filter" },
            "period": { "description": "The calendar period by which adoptions are timed.", "enum": ["month", "quarter", "year"], "default": "quarter" },
            "periods": { "description": "How many periods are looked at.", "type": "integer", "minimum": 1, "maximum": 12000, "default": 1 },
            "normalised": { "description": "Whether it is divided by all adoptions of those periods.", "type": "boolean", "default": false }
          }
        },
        {
          "title": "attribute of a code list",
          "description": "A number that a code list has for each of its codes; only as a part of a ratio or rate, or as a potential.",
          "type": "object",
          "required": ["kind", "dimension", "name"],
          "additionalProperties": false,
          "properties": {
            "kind": { "const": "attribute", "description": "How the value is computed." },
            "dimension": {"description": "The dimension whose code list has the attribute.", "type": "string", "minLength": 1},
            "name": { "description": "The attribute, such as population-2022.", "type": "string", "minLength": 1 }
          }
        },
        {
          "title": "comparison with targets",
          "description": "Each target of a table beside what was achieved.",
          "type": "object",
          "required": ["kind", "table"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "targets" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "pace-from": {
              "description": "The least share of the time from the start to the due day that must have passed for a forecast.",
              "type": "number",
              "exclusiveMinimum": 0,
              "maximum": 1,
              "default": 0.25
            }
          }
        },
        {
          "title": "comparison with a budget",
          "description": "What was spent beside what was set aside for it, and beside the time.",
          "type": "object",
          "required": ["kind", "table", "of", "spent"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "budget" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "of": { "description": "The amount of a row of the budget.", "type": "string", "minLength": 1 },
            "from": { "description": "The first day for which its money is meant.", "type": "string", "minLength": 1, "default": "from" },
            "until": { "description": "The last day for which its money is meant.", "type": "string", "minLength": 1, "default": "until" },
            "spent": { "description": "What was spent, a calculation of kind sum.", "$ref": "#/$defs/calculation" },
            "margin": {
              "description": "How far the share of the budget may be from the share of the time to be in step with it.",
              "type": "number",
              "minimum": 0,
              "maximum": 1,
              "default": 0.1
            }
          }
        },
        {
          "title": "listing",
          "description": "Things that are not persons, one per row.",
          "type": "object",
          "required": ["kind", "table", "key", "events"],
          "additionalProperties": false,
          "properties": {
            "kind": { "description": "How the value is computed.", "const": "listing" },
            "table": { "$ref": "#/$defs/row-table" },
            "where": { "$ref": "#/$defs/row-filter" },
            "once-per": { "$ref": "#/$defs/row-choice" },
            "key": {
              "type": "string",
              "pattern": "^[A-Za-z_][A-Za-z0-9_]*$",
              "description": "The column that identifies each thing."
            },
            "attributes": {
              "description": "What is shown of each thing: a name and an expression.",
              "type": "object",
              "additionalProperties": {
                "description": "An expression over the table's columns, such as \"wave = 'after' and present(q01)\".",
                "type": "string",
                "minLength": 1
              }
            },
            "events": {
              "title": "events",
              "description": "The events of each thing.",
              "type": "object",
              "required": ["table", "key"],
              "additionalProperties": false,
              "properties": {
                "table": {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "description": "The table of the events."},
                "where": {
                  "description": "Which of its rows are events. An expression over the table's columns, such as \"wave = 'after' and present(q01)\".",
                  "type": "string",
                  "minLength": 1
                },
                "key": {
                  "type": "string",
                  "pattern": "^[A-Za-z_][A-Za-z0-9_]*$",
                  "description": "The column that says which thing an event happened to."
                },
                "aggregates": {
                  "description": "What is counted of the events of each thing.",
                  "type": "object",
                  "additionalProperties": { "$ref": "#/$defs/aggregate" }
                }
              }
            }
          }
        }
      ]
    }
  }
}

"""#,
"code-lists": #"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "code-lists.schema.json",
  "title": "file of code lists",
  "description": "Code lists: the codes of a column, their titles by language and the spellings that sources use.",
  "type": "object",
  "required": ["kaiku", "code-lists"],
  "additionalProperties": false,
  "properties": {
    "kaiku": { "description": "The version of the definition's form: 1.", "const": 1 },
    "code-lists": {
      "description": "The code lists of the file.",
      "type": "array",
      "minItems": 1,
      "items": {
        "title": "code list",
        "description": "A list of codes.",
        "type": "object",
        "required": ["name"],
        "additionalProperties": false,
        "properties": {
          "name": {
            "type": "string",
            "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$",
            "description": "The list's name, by which mappings and dimensions refer to it."
          },
          "source": { "description": "Where the codes come from.", "type": "string", "minLength": 1 },
          "verified": { "description": "Whether the codes were checked against the source.", "type": "boolean" },
          "words": {
            "description": "What a code of the list is called, such as kunta and kaupunki: beside the name of a place it tells the level.",
            "anyOf": [{"type": "string", "minLength": 1}, {"type": "array", "items": {"type": "string", "minLength": 1}}]
          },
          "ambiguous": {
            "description": "Names that need their level beside them where names of several lists are understood.",
            "anyOf": [{"type": "string", "minLength": 1}, {"type": "array", "items": {"type": "string", "minLength": 1}}]
          },
          "file": {
            "description": "A CSV file beside this one that has the codes, in place of codes: a line for each code, with the columns code, fi, sv, en, aliases, vintage, valid-from, valid-to and attributes.",
            "type": "string",
            "pattern": "^[^/]+[.]csv$"
          },
          "codes": {
            "description": "The codes, in the order in which tables show them.",
            "type": "array",
            "minItems": 1,
            "maxItems": 240,
            "items": {
              "title": "code",
              "description": "A code with its titles.",
              "type": "object",
              "required": ["code"],
              "additionalProperties": false,
              "properties": {
                "code": {
                  "description": "The code, in quotes where it looks like a number, such as \"01\".",
                  "type": "string",
                  "minLength": 1
                },
                "fi": { "description": "The title in Finnish.", "type": "string", "minLength": 1 },
                "sv": { "description": "The title in Swedish.", "type": "string", "minLength": 1 },
                "en": { "description": "The title in English.", "type": "string", "minLength": 1 },
                "aliases": {
                  "description": "Further spellings that sources use.",
                  "anyOf": [{"type": "string", "minLength": 1}, {"type": "array", "items": {"type": "string", "minLength": 1}}]
                },
                "attributes": {
                  "description": "What is known of the code, such as its major region or its population.",
                  "type": "object",
                  "additionalProperties": { "type": ["string", "integer"] }
                },
                "valid-from": { "description": "The first day on which the code was in use.", "type": "string", "minLength": 10 },
                "valid-to": { "description": "The last day on which the code was in use.", "type": "string", "minLength": 10 },
                "versions": {
                  "description": "What was otherwise at other times, or is so in other vintages.",
                  "type": "array",
                  "items": {
                    "title": "version",
                    "description": "The attributes of a code at another time or in another vintage.",
                    "type": "object",
                    "required": ["attributes"],
                    "additionalProperties": false,
                    "properties": {
                      "vintage": { "description": "The name of the vintage, such as nuts-2021.", "type": "string", "minLength": 1 },
                      "valid-from": { "description": "The first day of the version.", "type": "string", "minLength": 10 },
                      "valid-to": { "description": "The last day of the version.", "type": "string", "minLength": 10 },
                      "attributes": {
                        "description": "The attributes that differ.",
                        "type": "object",
                        "additionalProperties": { "type": ["string", "integer"] }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}

"""#,
"locale": #"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "locale.schema.json",
  "title": "locale",
  "description": "A language: its texts, and its forms of numbers and dates.",
  "type": "object",
  "required": ["kaiku", "language", "numbers", "marks", "dates", "texts"],
  "additionalProperties": false,
  "properties": {
    "kaiku": { "description": "The version of the definition's form: 1.", "const": 1 },
    "language": { "description": "The language's code, such as fi.", "type": "string", "pattern": "^[a-z]{2}$" },
    "numbers": {
      "title": "form of numbers",
      "description": "How numbers are written.",
      "type": "object",
      "required": ["decimal", "group", "percent-gap", "minus"],
      "additionalProperties": false,
      "properties": {
        "decimal": { "description": "The decimal mark.", "enum": [".", ","] },
        "group": {"description": "What stands between thousands, such as a no-break space.", "type": "string", "maxLength": 1},
        "percent-gap": {
          "description": "What stands before the per cent sign: a no-break space, or nothing.",
          "type": "string",
          "maxLength": 1
        },
        "minus": { "description": "The minus sign.", "type": "string", "minLength": 1, "maxLength": 1 }
      }
    },
    "marks": {
      "title": "set of marks",
      "description": "What stands in place of a number, and before one.",
      "type": "object",
      "required": ["withheld", "approximate", "absent"],
      "additionalProperties": false,
      "properties": {
        "withheld": {
          "description": "What stands for a withheld number, such as [c].",
          "type": "string",
          "minLength": 1,
          "maxLength": 20
        },
        "approximate": {
          "description": "What stands before an approximate number, such as about.",
          "type": "string",
          "minLength": 1,
          "maxLength": 20
        },
        "absent": {
          "title": "set of marks for what is absent",
          "description": "What stands for a number that is not there, by the reason.",
          "type": "object",
          "additionalProperties": { "type": "string", "minLength": 1, "maxLength": 20 },
          "propertyNames": {
            "enum": [
              "no-observations", "too-few", "no-variation", "not-reached", "before-inflection", "not-applicable", "part-missing",
              "no-target", "not-by-gender", "not-planned", "not-wanted", "not-observed", "not-computed", "not-valid", "other"
            ]
          }
        }
      }
    },
    "dates": {
      "title": "form of dates",
      "description": "How dates are written.",
      "type": "object",
      "required": ["day", "months"],
      "additionalProperties": false,
      "properties": {
        "day": {
          "description": "How a day is written.",
          "enum": ["d.M.yyyy", "d MMMM yyyy"]
        },
        "months": {
          "description": "The names of the twelve months.",
          "type": "array",
          "minItems": 12,
          "maxItems": 12,
          "items": { "type": "string", "minLength": 1 }
        }
      }
    },
    "texts": { "description": "The texts by key; nested keys are joined with full stops.", "$ref": "#/$defs/texts" }
  },
  "$defs": {
    "texts": {
      "title": "group of texts",
      "type": "object",
      "minProperties": 1,
      "additionalProperties": {
        "title": "text",
        "description": "A text, in quotes, or a group of texts.",
        "anyOf": [{"type": "string"}, {"$ref": "#/$defs/texts"}]
      }
    }
  }
}

"""#,
"mapping": #"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "mapping.schema.json",
  "title": "mapping",
  "description": "How the rows of a source become records of one kind.",
  "type": "object",
  "required": ["kaiku", "record", "columns"],
  "additionalProperties": false,
  "properties": {
    "kaiku": {
      "description": "The version of the definition's form: 1.",
      "const": 1
    },
    "record": {
      "description": "The kind of record that each row is.",
      "enum": [
        "survey-response", "coded-answer", "event", "attendance", "organisation", "tie", "innovation", "programme", "phase", "adoption",
        "core-element", "element-use", "label", "partnership", "assessment", "submission", "participation", "participation-event", "supported-entity",
        "operation", "programme-figure", "activity", "target", "measure", "expenditure", "budget", "invitation", "published-figure"
      ]
    },
    "table": {
      "description": "The table that the records belong to; the record's name with _ for - when left out.",
      "type": "string",
      "pattern": "^[a-z][a-z0-9_]*$"
    },
    "preset": {
      "description": "The survey tool that the file is from: what all of its exports have in common is taken over. With `without`, all but some parts of it.",
      "type": ["string", "object"],
      "minLength": 1,
      "required": ["name"],
      "additionalProperties": false,
      "properties": {
        "name": {
          "description": "The preset.",
          "type": "string",
          "minLength": 1
        },
        "without": {
          "description": "The parts that are not taken over.",
          "type": "array",
          "items": {"enum": ["format", "columns", "drop", "missing", "exclude"]}
        }
      },
      "examples": [
        "limesurvey-csv", "limesurvey-vv", "kobo-csv", "kobo-xlsx", "ms-forms", "google-forms", "qualtrics", "webropol"
      ]
    },
    "format": {
      "title": "format",
      "description": "How the file is written. What is left out is found out from the file, and printed.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "kind": {
          "description": "The kind of file; by its ending when left out.",
          "enum": ["csv", "xlsx", "ods", "spss", "json", "jsonl", "innokyla"]
        },
        "separator": {
          "description": "What stands between fields: one character, or TAB.",
          "type": "string",
          "minLength": 1
        },
        "quote": {
          "description": "What stands around fields that hold a separator: one character, or none.",
          "type": "string",
          "minLength": 1
        },
        "encoding": {
          "description": "The encoding of the text.",
          "type": "string",
          "minLength": 1,
          "examples": ["utf-8", "windows-1252", "iso-8859-1", "iso-8859-15", "utf-16le", "utf-16be"]
        },
        "decimal": {
          "description": "The decimal mark.",
          "enum": [",", "."]
        },
        "header-row": {
          "description": "The line, or the row of the sheet, that has the column names, from 1. Lines above it are titles.",
          "type": "integer",
          "minimum": 1
        },
        "data-row": {
          "description": "The line, or the row of the sheet, of the first record; the one after the header when left out.",
          "type": "integer",
          "minimum": 2
        },
        "sheet": {
          "description": "The sheet of a workbook: its name, or its place among the tabs, from 1. The first visible one when left out.",
          "type": ["string", "integer"],
          "minimum": 1
        },
        "group-row": {
          "description": "Of a sheet whose header has two levels: the row with the titles of groups of columns, above the column names. A column is then called 'Group / Column'.",
          "type": "integer",
          "minimum": 1
        },
        "records": {
          "description": "Of a JSON document: where the list of records is, as names joined by points, such as data.items. The first list of objects when left out.",
          "type": "string",
          "minLength": 1
        },
        "header-rows": {
          "description": "The rows of the header, those without text not counted; 1 when left out.",
          "type": "integer",
          "minimum": 1,
          "maximum": 20
        },
        "names": {
          "description": "The row of the header that has the names of columns, from 1; or joined, where a question stands above its options.",
          "type": ["integer", "string"],
          "minimum": 1
        },
        "texts": {
          "description": "The row of the header that has the texts of questions, by which columns may be called too.",
          "type": "integer",
          "minimum": 1
        },
        "code-separator": {
          "description": "What stands between a code and a text in each name; columns may then be called by either.",
          "type": "string",
          "minLength": 1
        },
        "header-holds": {
          "description": "What a cell of a row of the header contains, by row, so that a row of answers is never taken for one.",
          "type": "object",
          "propertyNames": {"pattern": "^[1-9][0-9]?$"},
          "additionalProperties": {"type": "string", "minLength": 1}
        },
        "apostrophes": {
          "description": "Whether an apostrophe before = + - or @, a guard against formulas, is taken off.",
          "type": "boolean"
        },
        "escapes": {
          "description": "Whose escapes of line breaks and braces are undone.",
          "enum": ["limesurvey-vv"]
        },
        "labels": {
          "description": "Of an SPSS file: true takes the labels of values, where they have one, in place of the values.",
          "type": "boolean"
        }
      }
    },
    "columns": {
      "description": "The columns of the table, by name: those of the record's kind, and any others that the source has.",
      "type": "object",
      "minProperties": 1,
      "propertyNames": {
        "pattern": "^[a-z][a-z0-9_]*$"
      },
      "additionalProperties": {"$ref": "#/$defs/column"}
    },
    "choices": {
      "title": "choices",
      "description": "Questions of which several options can be chosen, by name; each option becomes a column name_option.",
      "type": "object",
      "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$"},
      "additionalProperties": {"$ref": "#/$defs/choice"}
    },
    "matrices": {
      "title": "matrices",
      "description": "Questions with a column for each of their rows and one scale, by name; each row becomes a column name_row.",
      "type": "object",
      "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$"},
      "additionalProperties": {"$ref": "#/$defs/matrix"}
    },
    "unpivot": {
      "title": "unpivot",
      "description": "Columns of which each row of the file becomes as many records, whose columns read #name and #value; or a column whose cells hold several values, each of which becomes a record and is read as #value.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "columns": {
          "description": "The columns of the file with what #name is for each, or a list of columns that are their own names.",
          "$ref": "#/$defs/spellings"
        },
        "from": {
          "description": "The column of the file whose cells hold several values.",
          "type": "string",
          "minLength": 1
        },
        "separator": {
          "description": "What stands between the values of a cell.",
          "type": "string",
          "minLength": 1
        },
        "empty": {
          "description": "Whether an empty cell is excluded, and counted so, or kept as a record without a value.",
          "enum": ["exclude", "keep"]
        }
      }
    },
    "exclude": {
      "title": "exclude",
      "description": "Which rows are left out, and why; they are counted by reason.",
      "type": "array",
      "items": {
        "title": "exclusion",
        "description": "A condition for leaving a row out: one of empty, equals and differs.",
        "type": "object",
        "required": ["column", "reason"],
        "additionalProperties": false,
        "properties": {
          "column": {
            "description": "The column of the file, or the names that it may have.",
            "$ref": "#/$defs/names"
          },
          "empty": {
            "description": "true leaves out rows in which it is empty or a word for a missing answer, false the others.",
            "type": "boolean"
          },
          "equals": {
            "description": "Rows with one of these values are left out.",
            "$ref": "#/$defs/constants"
          },
          "differs": {
            "description": "Rows with none of these values are left out.",
            "$ref": "#/$defs/constants"
          },
          "reason": {
            "description": "Why, in words for a report.",
            "type": "string",
            "minLength": 1
          },
          "optional": {
            "description": "Whether the rule is passed over when the file has no such column.",
            "type": "boolean"
          }
        }
      }
    },
    "drop": {
      "description": "Columns that are left out unread and without a word, whether the file has them or not; * stands for any run of characters.",
      "$ref": "#/$defs/names"
    },
    "ignore": {
      "description": "Columns of the file that are known and left out.",
      "$ref": "#/$defs/names"
    },
    "unmapped": {
      "description": "How grave it is when the file has other columns: with info and warn they are passed over, with error and stop they end the run.",
      "enum": ["info", "warn", "error", "stop"]
    },
    "unique": {
      "description": "The columns whose values together no two records of the table share; the first row is kept.",
      "anyOf": [
        { "$ref": "#/$defs/names" },
        {
          "title": "unique pair",
          "description": "The ends of a pair without a direction, so that A–B and B–A are one.",
          "type": "object",
          "required": ["symmetric"],
          "additionalProperties": false,
          "properties": {
            "symmetric": {
              "description": "The two columns that hold the ends, in either order.",
              "type": "array", "items": { "type": "string", "minLength": 1 }, "minItems": 2, "maxItems": 2, "uniqueItems": true
            },
            "columns": {
              "description": "Further columns that tell rows apart, such as the kind or the day.",
              "$ref": "#/$defs/names"
            }
          }
        }
      ]
    },
    "near-duplicates": {
      "title": "near duplicates",
      "description": "Which rows are told because another has the same answers at nearly the same time.",
      "type": "object",
      "required": ["same", "time", "minutes"],
      "additionalProperties": false,
      "properties": {
        "same": { "description": "The columns that must agree, missing answers included.", "$ref": "#/$defs/names" },
        "time": { "description": "The column with the time of the answer.", "type": "string", "minLength": 1 },
        "minutes": { "description": "How many minutes may lie between the two.", "type": "integer", "minimum": 1, "maximum": 1440 }
      }
    },
    "missing": {
      "description": "What stands for a missing answer in every column: a list, or written values with the reason for each.",
      "$ref": "#/$defs/missing"
    },
    "personal-data": {
      "title": "personal-data",
      "description": "What is done with personal identity codes, e-mail addresses and phone numbers where none belong.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "unexpected": {
          "description": "In every column that says nothing of its own: quarantine sets the row aside (when left out), mask replaces what was found, drop empties the value.",
          "enum": ["quarantine", "mask", "drop"]
        }
      }
    },
    "limits": {
      "title": "limits",
      "description": "What a source may not exceed.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "quarantined-share": {
          "description": "The share of rows in quarantine, between 0 and 1, above which a build is not published.",
          "type": "number",
          "minimum": 0,
          "maximum": 1
        },
        "quarantined-count": {
          "description": "The number of rows of a file in quarantine above which a build is not published.",
          "type": "integer",
          "minimum": 0
        }
      }
    }
  },
  "$defs": {
    "names": {
      "type": ["array", "string"],
      "items": {"type": "string", "minLength": 1},
      "minLength": 1
    },
    "constants": {
      "type": ["array", "string", "number", "boolean"],
      "items": {"type": ["string", "number", "boolean"]}
    },
    "missing": {
      "type": ["object", "array", "string", "number"],
      "items": {"type": ["string", "number"]},
      "additionalProperties": {
        "enum": ["not-answered", "not-asked", "refused", "does-not-know", "not-applicable", "not-reached"]
      }
    },
    "spellings": {
      "type": ["object", "array"],
      "items": {"type": ["string", "number"]},
      "additionalProperties": {"type": ["string", "number"]}
    },
    "choice": {
      "title": "choice",
      "description": "A question of which several options can be chosen.",
      "type": "object",
      "required": ["shape"],
      "additionalProperties": false,
      "properties": {
        "shape": {
          "description": "A column for each option, one column with all that were chosen, or one column with the one that was.",
          "enum": ["columns", "delimited", "single"]
        },
        "from": {
          "description": "The question's column; of a column for each option their names with {option} where they differ.",
          "type": "string",
          "minLength": 1
        },
        "separator": {
          "description": "What stands between the options of a cell.",
          "type": "string",
          "minLength": 1
        },
        "options": {
          "description": "What each option is called in the file, with the name that it gets; or a list that names are made of.",
          "$ref": "#/$defs/spellings"
        },
        "codes": {
          "description": "The code list of the options: its codes, titles and aliases are understood.",
          "type": "string",
          "minLength": 1
        },
        "chosen": {
          "description": "What a cell says when its option was chosen.",
          "$ref": "#/$defs/constants"
        },
        "not-chosen": {
          "description": "What a cell says when its option was not chosen.",
          "$ref": "#/$defs/constants"
        },
        "nothing": {
          "description": "What it means when no option was chosen and none declined.",
          "enum": [
            "not-chosen", "not-answered", "not-asked", "refused", "does-not-know", "not-applicable", "not-reached"
          ]
        },
        "missing": {
          "description": "What stands for a missing answer: a list, or written values with the reason for each.",
          "$ref": "#/$defs/missing"
        },
        "other": {
          "title": "other",
          "description": "What people write themselves: in a column, or as what is none of the options of a cell.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "from": {
              "description": "The column with what they write.",
              "type": "string",
              "minLength": 1
            },
            "type": {
              "description": "What is kept of it.",
              "enum": ["text-length", "text", "none"]
            }
          }
        }
      }
    },
    "matrix": {
      "title": "matrix",
      "description": "A question with a column for each of its rows; all other options are those of a column.",
      "type": "object",
      "required": ["from", "rows"],
      "properties": {
        "from": {
          "description": "The names of the columns with {row} where they differ.",
          "type": "string",
          "minLength": 1
        },
        "rows": {
          "description": "What stands for {row} in the file, with the name that it gets; or a list that names are made of.",
          "$ref": "#/$defs/spellings"
        },
        "type": {
          "description": "The type of the answers.",
          "enum": ["code", "integer", "decimal", "boolean", "text", "text-length", "day", "moment", "identifier", "title"]
        },
        "places": {"$ref": "#/$defs/column/properties/places"},
        "codes": {"$ref": "#/$defs/column/properties/codes"},
        "values": {"$ref": "#/$defs/column/properties/values"},
        "missing": {"$ref": "#/$defs/missing"},
        "range": {"$ref": "#/$defs/column/properties/range"},
        "format": {"$ref": "#/$defs/column/properties/format"},
        "pattern": {"$ref": "#/$defs/column/properties/pattern"},
        "unit": {"$ref": "#/$defs/column/properties/unit"},
        "required": {"$ref": "#/$defs/column/properties/required"},
        "optional": {"$ref": "#/$defs/column/properties/optional"}
      },
      "additionalProperties": false
    },
    "column": {
      "title": "column",
      "description": "Where the values of a column come from, and what they must be.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "from": {
          "description": "The column of the file, or several, of which the first that is not empty is taken. #1 is the first column when it has no name.",
          "$ref": "#/$defs/names"
        },
        "constant": {
          "description": "The one value of all rows, in place of a column of the file.",
          "type": ["string", "number", "boolean"]
        },
        "type": {
          "description": "The type; for a column of the record's kind it is known.",
          "enum": [
            "person", "identifier", "code", "day", "moment", "integer", "decimal", "boolean", "title", "text",
            "quotation", "text-length", "headcount"
          ]
        },
        "places": {
          "description": "The decimals that a decimal keeps; 2 when left out.",
          "type": "integer",
          "minimum": 0,
          "maximum": 9
        },
        "codes": {
          "description": "The code list: its codes, titles and aliases are understood, whatever their case and blanks.",
          "type": "string",
          "minLength": 1
        },
        "values": {
          "description": "What written values mean: codes, numbers, days such as 2023-11-07, or true and false.",
          "type": "object",
          "additionalProperties": {"type": ["string", "number", "boolean"]}
        },
        "missing": {
          "description": "What stands for a missing answer: a list, or written values with the reason for each.",
          "$ref": "#/$defs/missing"
        },
        "range": {
          "description": "The least and the greatest value, both allowed: numbers, or days such as 2023-01-31.",
          "type": "array",
          "minItems": 2,
          "maxItems": 2,
          "items": {"type": ["number", "string"]}
        },
        "format": {
          "description": "How dates are written, when neither as 2023-01-31 nor as 31.1.2023; of several forms the first that fits.",
          "type": ["string", "array"],
          "items": {"type": "string", "minLength": 1},
          "minLength": 1,
          "examples": ["d.M.yyyy", "MM/dd/yyyy", "yyyy/MM/dd h:mm:ss a z", "usual", "excel-serial"]
        },
        "unit": {
          "description": "What numbers are counted in; a unit after a number is read, and converted where it is another of its kind.",
          "enum": ["percent", "share", "euro", "piece", "minute", "hour", "day"]
        },
        "optional": {
          "description": "Whether the file may lack the column: of several under from the first that it has is read.",
          "type": "boolean"
        },
        "scope": {
          "description": "Where the same identifier of a person is the same person: everywhere, or only within its file.",
          "enum": ["everywhere", "file"]
        },
        "released": {
          "description": "Of quotations: the yes-or-no column of the mapping that says which rows a person has released; released when left out.",
          "type": "string",
          "pattern": "^[a-z][a-z0-9_]*$"
        },
        "pattern": {
          "description": "A regular expression that the whole value matches.",
          "type": "string",
          "minLength": 1
        },
        "check": {
          "description": "What kind of identifier each value is; its last sign must follow from the others.",
          "enum": ["business-id", "personal-identity-code"]
        },
        "normalise": {
          "description": "Whether the letters of a person's code are made capital before it becomes a pseudonym.",
          "enum": ["none", "upper"]
        },
        "match": {
          "title": "match",
          "description": "Of persons with codes that they made up themselves: how much a code may change between waves.",
          "type": "object",
          "required": ["within"],
          "additionalProperties": false,
          "properties": {
            "within": { "description": "The column with the wave: a person is once in each.", "type": "string", "minLength": 1 },
            "changes": {
              "description": "How many signs may be another, missing or too many.",
              "type": "integer",
              "minimum": 0,
              "maximum": 2,
              "default": 1
            }
          }
        },
        "personal-data": {
          "description": "What is done with personal identity codes, e-mail addresses and phone numbers in the column: quarantine sets the row aside, mask replaces what was found, drop empties the value.",
          "enum": ["quarantine", "mask", "drop"]
        },
        "required": {
          "description": "Whether a row without a value goes to quarantine.",
          "type": "boolean"
        },
        "severity": {
          "description": "How grave it is that a value does not fit: with info and warn the row is kept, with error it goes to quarantine, with stop the build is not published.",
          "enum": ["info", "warn", "error", "stop"],
          "default": "error"
        },
        "unlisted": {
          "description": "What happens to a value that the code list does not have: its row goes to quarantine, or the value is kept and told.",
          "enum": ["quarantine", "keep"]
        },
        "place-names": {
          "title": "place names",
          "description": "How names of places are read, such as municipalities that become their region.",
          "type": "object",
          "required": ["levels"],
          "additionalProperties": false,
          "properties": {
            "levels": {
              "description": "The code lists whose names are understood, the broadest first. Their codes lead to those of codes by the attribute that has its name.",
              "$ref": "#/$defs/names"
            },
            "level": {
              "description": "The level that a name is of when it may be of several.",
              "type": "string",
              "minLength": 1
            },
            "level-from": {
              "description": "The column of the file that tells the level of each row.",
              "type": "string",
              "minLength": 1
            },
            "vintage": {
              "description": "The vintage of the levels, such as nuts-2021; the present when left out.",
              "type": ["string", "integer"]
            },
            "day-from": {
              "description": "The column of the file with the day that picks the version of each code.",
              "type": "string",
              "minLength": 1
            },
            "several": {
              "description": "What happens when a field names places of different codes: the row goes to quarantine, the first place counts, or the answer is missing.",
              "enum": ["quarantine", "first", "missing"]
            },
            "keep": {
              "description": "What is kept: the code that the place leads to, or the level of its name.",
              "enum": ["code", "level"]
            },
            "inflected": {
              "description": "Whether names may be in the genitive before a word for their level, such as Rauman kaupunki.",
              "type": "boolean"
            },
            "unpadded-codes": {
              "description": "Whether codes may have lost the zeros they begin with, such as 5 for 005.",
              "type": "boolean"
            }
          }
        }
      }
    }
  }
}

"""#,
"pipeline": #"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "pipeline.schema.json",
  "title": "pipeline",
  "description": "A pipeline: which files are read, how they are checked, and which reports are made.",
  "type": "object",
  "required": ["kaiku", "pipeline", "period", "as-of", "languages", "output", "catalogue", "reports", "sources"],
  "additionalProperties": false,
  "properties": {
    "kaiku": { "description": "The version of the definition's form: 1.", "const": 1 },
    "pipeline": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$", "description": "The pipeline's name." },
    "titles": { "description": "What the terminal calls the pipeline, by language; its name when left out.", "$ref": "#/$defs/texts" },
    "period": {
      "title": "period",
      "description": "The days that the reports are about.",
      "type": "object",
      "required": ["from", "to"],
      "additionalProperties": false,
      "properties": {
        "from": { "type": "string", "format": "date", "description": "The first day of the period." },
        "to": { "type": "string", "format": "date", "description": "The last day of the period." }
      }
    },
    "as-of": {
      "type": "string",
      "format": "date",
      "description": "The day on which the figures are taken; what is not known by then counts as not yet happened."
    },
    "languages": {
      "description": "The languages of the reports, such as [fi, sv, en].",
      "anyOf": [
        { "type": "string", "pattern": "^[a-z]{2}$" },
        { "type": "array", "items": {"type": "string", "pattern": "^[a-z]{2}$"}, "minItems": 1, "uniqueItems": true }
      ]
    },
    "output": {
      "description": "The folder that the build is published in, relative to this file.",
      "type": "string",
      "minLength": 1
    },
    "follow-up": {
      "title": "follow-up",
      "description": "Who is asked some months after leaving, and what is an answer: for 'kaiku follow-up'.",
      "type": "object",
      "required": ["table", "answer"],
      "additionalProperties": false,
      "properties": {
        "table": { "description": "The table, with a row for each person or each participation, such as participant.", "type": "string", "minLength": 1 },
        "person": { "description": "The column of persons.", "type": "string", "minLength": 1, "default": "person" },
        "exit": { "description": "The day on which they left.", "type": "string", "minLength": 1, "default": "exit" },
        "months": { "description": "Calendar months from leaving to the follow-up.", "type": "integer", "minimum": 0, "maximum": 120, "default": 6 },
        "population": { "description": "Who is followed up among those who have left, an expression; all when left out.", "type": "string", "minLength": 1 },
        "by": { "description": "What each value of has a sample of its own, such as the specific objective, an expression.", "type": "string", "minLength": 1 },
        "strata": {
          "description": "What samples are stratified on: names with their expressions.",
          "type": "object",
          "additionalProperties": { "description": "An expression.", "type": "string", "minLength": 1 }
        },
        "compare": {
          "description": "What else those who answered are compared with the population in: names with their expressions.",
          "type": "object",
          "additionalProperties": { "description": "An expression.", "type": "string", "minLength": 1 }
        },
        "answer": { "description": "When an answer is known, an expression such as present(status_after).", "type": "string", "minLength": 1 },
        "refused": { "description": "Who is not to be asked any more though there is no answer, an expression.", "type": "string", "minLength": 1 },
        "results": {
          "description": "Results whose share is estimated, by name.",
          "type": "object",
          "additionalProperties": {
            "title": "result of a follow-up",
            "type": "object",
            "required": ["part"],
            "additionalProperties": false,
            "properties": {
              "among": { "description": "Whom it can be said of, an expression; all when left out.", "type": "string", "minLength": 1 },
              "answer": { "description": "When it is known of a person, an expression; that of the follow-up when left out.", "type": "string", "minLength": 1 },
              "part": { "description": "What holds for those who have it, an expression.", "type": "string", "minLength": 1 }
            }
          }
        },
        "margin": { "description": "The margin of error that a share is to have, to either side.", "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1, "default": 0.03 },
        "confidence": { "description": "The level at which the margin holds.", "type": "number", "minimum": 0.5, "maximum": 0.9999, "default": 0.95 },
        "expected-share": { "description": "The share that is expected; 0.5 asks for the most answers.", "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1, "default": 0.5 },
        "response-rate": { "description": "The share of those asked who are expected to answer.", "type": "number", "exclusiveMinimum": 0, "maximum": 1, "default": 1 },
        "seed": { "description": "The seed of the first draw; each further one takes the next number.", "type": "integer", "minimum": 0, "default": 1 },
        "window": { "description": "Days after the day when it is due until a follow-up without an answer is overdue.", "type": "integer", "minimum": 0, "maximum": 3660, "default": 28 },
        "draws": { "description": "The file of draws, relative to this file; by default beside the store.", "type": "string", "minLength": 1 }
      }
    },
    "store": {
      "description": "The store's file, relative to this file; by default beside the output folder.",
      "type": "string",
      "minLength": 1
    },
    "code-lists": {
      "description": "Files with code lists, relative to this file.",
      "anyOf": [
        { "type": "string", "minLength": 1 },
        { "type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1 }
      ]
    },
    "catalogue": {
      "description": "Files with indicators and dimensions, relative to this file.",
      "anyOf": [
        { "type": "string", "minLength": 1 },
        { "type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1 }
      ]
    },
    "reports": {
      "description": "Report definitions, relative to this file.",
      "anyOf": [
        { "type": "string", "minLength": 1 },
        { "type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1 }
      ]
    },
    "locales": {
      "description": "The folder with the languages' texts, relative to this file.",
      "type": "string",
      "minLength": 1,
      "default": "../Reports/locales"
    },
    "templates": {
      "description": "The folder with the templates of HTML reports, relative to this file.",
      "type": "string",
      "minLength": 1,
      "default": "../Reports/templates"
    },
    "sources": {
      "description": "The sources, in the order in which they are read.",
      "type": "array",
      "minItems": 1,
      "items": { "$ref": "#/$defs/source" }
    },
    "suppliers": {
      "description": "Who sends the sources: each gets a list of its own of what to fix.",
      "type": "array",
      "minItems": 1,
      "items": { "$ref": "#/$defs/supplier" }
    },
    "fix-lists": {
      "title": "fix lists",
      "description": "What the lists of what to fix say besides the problems.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "due": { "type": "string", "format": "date", "description": "The day by which corrections are asked for." },
        "contact": {
          "description": "The key of the text that says whom to ask; by default the contact of the first report.",
          "type": "string",
          "minLength": 1
        }
      }
    },
    "corrections": {
      "description": "Workbooks with corrections that suppliers have sent back, relative to this file; * and ? stand for what varies.",
      "anyOf": [
        { "type": "string", "minLength": 1 },
        { "type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1 }
      ]
    },
    "transmissions": {
      "title": "transmissions",
      "description": "What is sent to the authority of a programme, written with the authority's copy.",
      "type": "object",
      "required": ["layouts"],
      "additionalProperties": false,
      "properties": {
        "layouts": {
          "description": "Files that say in which tables and when, relative to this file; * and ? stand for what varies.",
          "anyOf": [
            { "type": "string", "minLength": 1 },
            { "type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1 }
          ]
        },
        "sent": {
          "description": "Copies of the JSON files as they were sent, relative to this file: the newest is compared with now.",
          "anyOf": [
            { "type": "string", "minLength": 1 },
            { "type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1 }
          ]
        },
        "corrections": {
          "description": "Why cumulative values are lower than they were when they were sent.",
          "type": "array",
          "items": { "$ref": "#/$defs/logged-correction" }
        }
      }
    },
    "tables": {
      "description": "Keys, references and derived columns, by table.",
      "type": "object",
      "additionalProperties": { "$ref": "#/$defs/table" }
    },
    "matching": {
      "title": "matching",
      "description": "What is found although it is not written alike everywhere.",
      "type": "object",
      "required": ["organisations"],
      "additionalProperties": false,
      "properties": { "organisations": { "$ref": "#/$defs/organisation-matching" } }
    },
    "rules": { "description": "Checks of rows, and of sources as a whole.", "type": "array", "items": {"$ref": "#/$defs/rule"} },
    "baseline": {
      "description": "The file of accepted findings, relative to this file; 'kaiku baseline' writes it.",
      "type": "string",
      "minLength": 1
    },
    "published-figures": {
      "title": "rule for published figures",
      "description": "What is said of figures that others published.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "decisions": {
          "description": "The file of decisions on figures of which sources say different things, relative to this file.",
          "type": "string",
          "minLength": 1
        },
        "own": {
          "description": "The catalogue's figures of the same things: the key of a published figure, and a figure such as events[event_kind=workshop]. A key that is an indicator's code needs no entry.",
          "type": "object",
          "additionalProperties": { "type": "string", "minLength": 1 }
        },
        "approximate-within": {
          "description": "How far from what is stated an approximate number may be, as a share of it.",
          "type": "number",
          "exclusiveMinimum": 0,
          "exclusiveMaximum": 1,
          "default": 0.1
        }
      }
    },
    "disclosure": {
      "title": "disclosure rule",
      "description": "How small counts of persons and organisations are protected.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "threshold": {
          "description": "Counts of persons or organisations below this are withheld, except zero.",
          "type": "integer",
          "minimum": 1,
          "default": 5
        },
        "show-zeros": { "description": "Whether a count of zero is shown.", "type": "boolean", "default": true },
        "ladders": {
          "description": "Dimensions from fine to coarse, along which a table steps up when most of it would be withheld.",
          "type": "array",
          "items": { "type": "array", "minItems": 2, "items": {"type": "string", "minLength": 1} }
        },
        "step-up-share": {
          "type": "number",
          "minimum": 0,
          "maximum": 1,
          "description": "Above this share of withheld cells a table steps up.",
          "default": 0.5
        },
        "allowed-contacts": {
          "description": "E-mail addresses and phone numbers that outputs may contain, besides a report's own contact.",
          "anyOf": [{"type": "string", "minLength": 1}, {"type": "array", "items": {"type": "string", "minLength": 1}}]
        }
      }
    },
    "outputs": {
      "title": "choice of outputs",
      "description": "Which outputs a build writes; all of them by default.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "excel": { "description": "Whether workbooks are written.", "type": "boolean", "default": true },
        "html": { "description": "Whether HTML reports are written.", "type": "boolean", "default": true },
        "figures": {"description": "Whether figures are written as files of their own.", "type": "boolean", "default": true},
        "figure-book": {"description": "Whether a book of the figures, tables and quotable texts is written; it needs the figures.", "type": "boolean", "default": true},
        "data-quality": {"description": "Whether the data-quality report is written.", "type": "boolean", "default": true},
        "fix-lists": {"description": "Whether lists of what to fix are written for suppliers.", "type": "boolean", "default": true}
      }
    }
  },
  "$defs": {
    "organisation-matching": {
      "title": "matching of organisations",
      "description": "How organisations written in tables are found in a register.",
      "type": "object",
      "required": ["register", "columns", "review"],
      "additionalProperties": false,
      "properties": {
        "register": {
          "title": "register",
          "description": "The table that has the organisations, and its columns with keys, names and business IDs.",
          "type": "object",
          "required": ["table", "key", "name"],
          "additionalProperties": false,
          "properties": {
            "table": { "type": "string", "minLength": 1, "description": "The table." },
            "key": { "type": "string", "minLength": 1, "description": "The column that other tables refer to." },
            "name": { "type": "string", "minLength": 1, "description": "The column with the names." },
            "business-id": { "type": "string", "minLength": 1, "description": "The column with the business IDs (Y-tunnus)." }
          }
        },
        "columns": {
          "description": "Where organisations are written.",
          "type": "array",
          "minItems": 1,
          "items": {
            "title": "column of organisations",
            "type": "object",
            "required": ["table", "column"],
            "additionalProperties": false,
            "properties": {
              "table": { "type": "string", "minLength": 1, "description": "The table." },
              "column": { "type": "string", "minLength": 1, "description": "The column with names, keys or business IDs as written." },
              "business-id": { "type": "string", "minLength": 1, "description": "The column of the same row with the organisation's business ID." }
            }
          }
        },
        "similar": {
          "description": "From which similarity of names on a person is asked.",
          "type": "number",
          "minimum": 0.3,
          "maximum": 1,
          "default": 0.8
        },
        "certain": {
          "description": "From which similarity of names on the nearest organisation is taken without asking; never when left out.",
          "type": "number",
          "minimum": 0.3,
          "maximum": 1
        },
        "review": {
          "description": "The file (CSV) in which people decide what a build cannot, relative to this file.",
          "type": "string",
          "minLength": 1
        }
      }
    },
    "texts": {
      "title": "texts by language",
      "description": "Texts by language: a language code and the text.",
      "type": "object",
      "minProperties": 1,
      "propertyNames": { "description": "A language code of two letters, such as fi.", "pattern": "^[a-z]{2}$" },
      "additionalProperties": { "type": "string", "minLength": 1 }
    },
    "logged-correction": {
      "title": "correction of a transmission",
      "description": "Why a cumulative value fell.",
      "type": "object",
      "required": ["programme", "indicator", "reason"],
      "additionalProperties": false,
      "properties": {
        "programme": { "description": "The programme.", "type": "string", "minLength": 1 },
        "indicator": { "description": "The indicator's code.", "type": "string", "minLength": 1 },
        "cell": {
          "description": "Levels of the grain, by dimension; those left out may be any.",
          "type": "object",
          "minProperties": 1,
          "additionalProperties": { "type": "string", "minLength": 1 }
        },
        "column": { "description": "The column of the table, such as achieved_women; any when left out.", "type": "string", "minLength": 1 },
        "version": { "description": "The version in which the value falls; the one that is prepared when left out.", "type": "string", "minLength": 1 },
        "reason": { "description": "Why, by language.", "$ref": "#/$defs/texts" },
        "date": { "type": "string", "format": "date", "description": "When it was decided." }
      }
    },
    "source": {
      "title": "source",
      "description": "Files of one layout and the mapping that they share.",
      "type": "object",
      "required": ["id", "files", "mapping"],
      "additionalProperties": false,
      "properties": {
        "id": {
          "type": "string",
          "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$",
          "description": "The source's name, unique in the pipeline."
        },
        "titles": { "description": "What reports call the source, by language.", "$ref": "#/$defs/texts" },
        "files": {
          "description": "Paths of files, relative to this file; * and ? stand for what varies.",
          "anyOf": [
            { "type": "string", "minLength": 1 },
            { "type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1 }
          ]
        },
        "mapping": {
          "description": "The mapping of the files to a record, relative to this file.",
          "type": "string",
          "minLength": 1
        },
        "optional": {"description": "Whether a build without any file of it is possible.", "type": "boolean", "default": false},
        "supplier": {
          "description": "Who sends it, a supplier of this pipeline; by default the source is a supplier of its own.",
          "type": "string",
          "minLength": 1
        },
        "vanished": {
          "description": "How grave it is that a file that an earlier build read is gone: with error or stop the build is not published.",
          "enum": ["info", "warn", "error", "stop"],
          "default": "warn"
        }
      }
    },
    "supplier": {
      "title": "supplier",
      "description": "Who sends sources, and can mend them.",
      "type": "object",
      "required": ["id"],
      "additionalProperties": false,
      "properties": {
        "id": {
          "type": "string",
          "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$",
          "description": "The supplier's name, unique in the pipeline: that of its list's file."
        },
        "titles": { "description": "What the list calls the supplier, by language.", "$ref": "#/$defs/texts" },
        "language": {
          "description": "The language of its list, one that has texts in the locales; by default the first of the pipeline.",
          "type": "string",
          "pattern": "^[a-z]{2}$"
        },
        "due": { "type": "string", "format": "date", "description": "The day by which corrections are asked for, in place of that of all." }
      }
    },
    "table": {
      "title": "table",
      "description": "What a table knows beyond its columns.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "key": {
          "type": "string",
          "pattern": "^[A-Za-z_][A-Za-z0-9_]*$",
          "description": "The column that other tables refer to."
        },
        "merge": {
          "title": "merged rows",
          "description": "What the rows of this table are made from: all rows of one key of another table are one row.",
          "type": "object",
          "required": ["table", "keys", "start", "end", "last"],
          "additionalProperties": false,
          "properties": {
            "table": { "description": "The table that the rows come from.", "type": "string", "minLength": 1 },
            "where": { "description": "Which of its rows count, an expression; all when left out.", "type": "string", "minLength": 1 },
            "keys": {
              "description": "The columns that together say which rows are one, such as person and operation.",
              "type": "array",
              "minItems": 1,
              "items": { "type": "string", "minLength": 1 }
            },
            "start": { "description": "The day on which a row begins: the earliest one gives all columns but those under last.", "type": "string", "minLength": 1 },
            "end": { "description": "The day on which a row ends; a row without one has not ended.", "type": "string", "minLength": 1 },
            "last": {
              "description": "The columns that the row which ends last gives, the end among them.",
              "type": "array",
              "minItems": 1,
              "items": { "type": "string", "minLength": 1 }
            },
            "follow-ups": {
              "description": "What rows of further tables tell of the time after the end.",
              "type": "array",
              "items": {
                "title": "follow-up",
                "type": "object",
                "required": ["table", "day", "through", "columns"],
                "additionalProperties": false,
                "properties": {
                  "table": { "description": "The further table, with columns of the same names as the keys.", "type": "string", "minLength": 1 },
                  "where": { "description": "Which of its rows count, an expression; all when left out.", "type": "string", "minLength": 1 },
                  "day": { "description": "Its day; of several rows the latest counts.", "type": "string", "minLength": 1 },
                  "from": { "description": "The first day after the end that counts; 0 is the day of the end.", "type": "integer", "default": 0 },
                  "through": { "description": "The last day after the end that counts.", "type": "integer" },
                  "columns": {
                    "description": "Its columns, by the names that they have here.",
                    "type": "object",
                    "minProperties": 1,
                    "additionalProperties": { "type": "string", "minLength": 1 }
                  }
                }
              }
            }
          }
        },
        "references": {
          "description": "Columns that hold the key of another table: the column and the table.",
          "type": "object",
          "additionalProperties": {
            "type": "string",
            "pattern": "^[A-Za-z_][A-Za-z0-9_]*$",
            "description": "The table that the column refers to."
          }
        },
        "date": {
          "type": "string",
          "minLength": 1,
          "description": "The day of a row, a column or an expression; rows after the as-of day do not count. 'none' when rows have no day; by default that of the record kind."
        },
        "recorded": {
          "type": "string",
          "minLength": 1,
          "description": "The day on which a row was written down, a column or an expression: the data-quality report tells how long that took."
        },
        "derived": {
          "description": "Further columns, each an expression over the row.",
          "type": "object",
          "propertyNames": { "pattern": "^[A-Za-z_][A-Za-z0-9_]*$" },
          "additionalProperties": {
            "description": "An expression over the table's columns, such as \"wave = 'after' and present(q01)\".",
            "type": "string",
            "minLength": 1
          }
        }
      }
    },
    "rule": {
      "title": "rule",
      "description": "A check of every row of a table ('check' or 'reference'), of rows together ('sequence' or 'acyclic'), or of a source as a whole ('rows', 'drift', 'columns' or 'audience').",
      "type": "object",
      "required": ["id"],
      "additionalProperties": false,
      "properties": {
        "id": {
          "type": "string",
          "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$",
          "description": "The rule's name, shown with each finding."
        },
        "table": {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "description": "The table whose rows are checked."},
        "check": {
          "description": "What must hold for a row, such as \"missing(exit) or exit >= entry\".",
          "type": "string",
          "minLength": 1
        },
        "reference": {
          "type": "string",
          "pattern": "^[A-Za-z_][A-Za-z0-9_]*$",
          "description": "Instead of a check: a column that must hold a key of the table that it refers to, or be empty."
        },
        "sequence": {
          "title": "sequence",
          "description": "Stages that come in order: each only after the one before it, or on the same day.",
          "type": "object",
          "required": ["table", "keys", "stage", "day", "order"],
          "additionalProperties": false,
          "properties": {
            "table": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "description": "The table." },
            "keys": {
              "description": "The columns that tell apart what goes through the stages.",
              "type": "array",
              "minItems": 1,
              "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$" },
              "uniqueItems": true
            },
            "stage": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "description": "The column of the stage." },
            "day": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "description": "The column of the day." },
            "order": {
              "description": "The stages in their order.",
              "type": "array",
              "minItems": 2,
              "items": { "type": "string", "minLength": 1 },
              "uniqueItems": true
            }
          }
        },
        "acyclic": {
          "title": "no circles",
          "description": "Ties that never lead round, such as who learned from whom.",
          "type": "object",
          "required": ["table", "from", "to"],
          "additionalProperties": false,
          "properties": {
            "table": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "description": "The table." },
            "from": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "description": "The column where a tie begins." },
            "to": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "description": "The column where it ends." },
            "within": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "description": "The column within whose values ties are followed; all together when left out." }
          }
        },
        "rows": {
          "title": "limits of rows",
          "description": "How many rows a source has.",
          "type": "object",
          "required": ["source"],
          "additionalProperties": false,
          "minProperties": 2,
          "properties": {
            "source": { "type": "string", "description": "The source's name.", "minLength": 1 },
            "least": { "type": "integer", "description": "The fewest rows that are expected.", "minimum": 0 },
            "most": { "type": "integer", "description": "The most rows that are expected.", "minimum": 0 },
            "change": {
              "title": "change",
              "description": "The greatest change since the files were others.",
              "type": "object",
              "additionalProperties": false,
              "minProperties": 1,
              "properties": {
                "count": { "type": "integer", "description": "The greatest change in rows.", "minimum": 0 },
                "share": { "type": "number", "description": "The greatest change as a share of the rows before.", "minimum": 0 }
              }
            }
          }
        },
        "drift": {
          "title": "drift",
          "description": "How far the distribution of a column may lie from that of the build before.",
          "type": "object",
          "required": ["table", "column", "limit"],
          "additionalProperties": false,
          "properties": {
            "table": { "type": "string", "description": "The table.", "minLength": 1 },
            "column": { "type": "string", "description": "The column: of codes, numbers, yes and no, or days.", "minLength": 1 },
            "measure": {
              "description": "How the distance is measured.",
              "enum": ["total-variation", "population-stability"],
              "default": "total-variation"
            },
            "limit": { "type": "number", "description": "The greatest distance that is expected.", "minimum": 0 },
            "least": { "type": "integer", "description": "With fewer rows than this, then or now, nothing is compared.", "minimum": 1, "default": 30 }
          }
        },
        "audience": {
          "title": "audience",
          "description": "Participants who look like the audience of an event: participation within the days of one, and no other; and files without labour status and education.",
          "type": "object",
          "required": ["participants", "events"],
          "additionalProperties": false,
          "properties": {
            "participants": { "description": "The table of participation.", "type": "string", "minLength": 1 },
            "attendance": { "description": "The table of attendance, which tells who was at an event.", "type": "string", "minLength": 1 },
            "events": { "description": "The table of events.", "type": "string", "minLength": 1 },
            "kinds": { "description": "The kinds of events whose audience is no participant; all when left out.", "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": "string", "minLength": 1 } },
            "least": { "description": "The fewest rows that are told.", "type": "integer", "minimum": 1, "default": 3 }
          }
        },
        "columns": {
          "title": "columns",
          "description": "The columns of the files are those of the version before; without a source, of all sources.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "source": { "type": "string", "description": "The source's name.", "minLength": 1 }
          }
        },
        "severity": {
          "description": "How grave a finding is: with error the row goes to quarantine, with stop the build is not published. Of a source as a whole, error ends the build too, and warn is usual.",
          "enum": ["info", "warn", "error", "stop"]
        },
        "messages": {"description": "What is wrong, by language; the data-quality report shows the one of its language, else the English one.", "$ref": "#/$defs/texts"},
        "fix-list": {
          "description": "Whether the supplier is asked, in the fix list, to mend rows that break it although they are kept.",
          "type": "boolean",
          "default": false
        },
        "maximum": {
          "title": "maximum",
          "description": "How many findings a build may have.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "count": {
              "description": "The greatest number of findings with which the build is published.",
              "type": "integer",
              "minimum": 0
            },
            "share": {
              "type": "number",
              "minimum": 0,
              "maximum": 1,
              "description": "The greatest share of rows with findings with which the build is published."
            }
          },
          "minProperties": 1
        }
      }
    }
  }
}

"""#,
"published-decisions": #"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "published-decisions.schema.json",
  "title": "decisions",
  "description": "What somebody decided on published figures of which sources say different things.",
  "type": "object",
  "required": ["kaiku", "decisions"],
  "additionalProperties": false,
  "properties": {
    "kaiku": { "description": "The version of the definition's form: 1.", "const": 1 },
    "decisions": {
      "description": "What was decided, an entry for each figure.",
      "type": "array",
      "items": { "$ref": "#/$defs/decision" }
    }
  },
  "$defs": {
    "decision": {
      "title": "decision",
      "description": "A decision on one published figure.",
      "type": "object",
      "required": ["figure", "value", "stated", "by", "on", "why"],
      "additionalProperties": false,
      "properties": {
        "figure": { "type": "string", "minLength": 1, "description": "The key of the figure in the data." },
        "value": { "type": "integer", "minimum": 0, "description": "The number that is taken to be right." },
        "approximate": { "type": "boolean", "default": false, "description": "Whether it is approximate." },
        "source": { "type": "string", "minLength": 1, "description": "The source that is followed, as it is called in the data." },
        "stated": {
          "description": "The numbers that the sources stated when it was decided, each as often as it was stated.",
          "type": "array",
          "minItems": 2,
          "items": { "type": "integer", "minimum": 0 }
        },
        "basis": { "description": "Where a number that no source states comes from.", "$ref": "#/$defs/words" },
        "by": { "description": "Who decided: a role, not a person.", "$ref": "#/$defs/words" },
        "on": { "type": "string", "format": "date", "description": "The day of the decision." },
        "why": { "description": "Why it was decided so.", "$ref": "#/$defs/words" }
      }
    },
    "words": {
      "title": "text",
      "description": "A text for all languages, or one for each.",
      "anyOf": [
        { "type": "string", "minLength": 1 },
        { "type": "object", "minProperties": 1, "additionalProperties": { "type": "string", "minLength": 1 } }
      ]
    }
  }
}

"""#,
"quality-baseline": #"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "quality-baseline.schema.json",
  "title": "baseline",
  "description": "The findings that somebody has looked at and accepted.",
  "type": "object",
  "required": ["kaiku", "accepted"],
  "additionalProperties": false,
  "properties": {
    "kaiku": { "description": "The version of the definition's form: 1.", "const": 1 },
    "accepted": {
      "description": "What is accepted, an entry for each kind of finding.",
      "type": "array",
      "items": { "$ref": "#/$defs/entry" }
    }
  },
  "$defs": {
    "entry": {
      "title": "entry",
      "description": "Findings of one kind on one source.",
      "type": "object",
      "required": ["finding", "source", "by", "on", "why"],
      "additionalProperties": false,
      "properties": {
        "finding": { "type": "string", "minLength": 1, "description": "The code of the findings, such as rule.known-event." },
        "source": { "type": "string", "minLength": 1, "description": "The source's name in the pipeline." },
        "column": { "type": "string", "minLength": 1, "description": "The column's header; any when left out." },
        "rows": {
          "description": "The rows, by what is written in them, as 'kaiku baseline' notes it.",
          "type": "array",
          "minItems": 1,
          "uniqueItems": true,
          "items": { "type": "string", "pattern": "^[0-9a-f]{32}$" }
        },
        "count": { "type": "integer", "minimum": 1, "description": "The most findings that are accepted." },
        "by": { "type": "string", "minLength": 1, "description": "Who accepts them." },
        "on": { "type": "string", "format": "date", "description": "The day on which they were accepted." },
        "why": { "type": "string", "minLength": 1, "description": "Why they are accepted." },
        "until": { "type": "string", "format": "date", "description": "The last as-of day on which they are accepted; for ever when left out." }
      }
    }
  }
}

"""#,
"report": #"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "report.schema.json",
  "title": "report",
  "description": "A report: its sections with their sentences, tables and charts; texts are keys of the locales.",
  "type": "object",
  "required": ["kaiku", "report", "sections"],
  "additionalProperties": false,
  "properties": {
    "kaiku": { "description": "The version of the definition's form: 1.", "const": 1 },
    "report": {
      "type": "string",
      "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$",
      "description": "The report's name; its files bear it."
    },
    "title": { "description": "The report's title.", "$ref": "#/$defs/text-key" },
    "subtitle": { "description": "The line below the title.", "$ref": "#/$defs/text-key" },
    "organisation": { "description": "Who publishes the report.", "$ref": "#/$defs/text-key" },
    "contact": { "description": "Whom to ask.", "$ref": "#/$defs/text-key" },
    "description": {
      "description": "What the report is about, in a sentence; kept in the files' properties.",
      "$ref": "#/$defs/text-key"
    },
    "keywords": { "description": "Keywords kept in the files' properties.", "$ref": "#/$defs/text-key" },
    "facts": {
      "description": "What the cover tells.",
      "type": "array",
      "items": {
        "title": "fact",
        "description": "A line of the cover.",
        "type": "object",
        "required": ["label", "text"],
        "additionalProperties": false,
        "properties": {
          "label": { "description": "The fact's name.", "$ref": "#/$defs/text-key" },
          "text": { "description": "The fact.", "$ref": "#/$defs/text-key" }
        }
      }
    },
    "texts": {
      "description": "The folder of the texts that staff write in Markdown, relative to this file: <text>.<language>.md.",
      "type": "string",
      "minLength": 1
    },
    "sections": {
      "description": "The sections, in order.",
      "type": "array",
      "minItems": 1,
      "items": {
        "title": "section",
        "description": "A section of the report.",
        "type": "object",
        "required": ["id", "title", "blocks"],
        "additionalProperties": false,
        "properties": {
          "id": {
            "type": "string",
            "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$",
            "description": "The section's name, unique in the report."
          },
          "title": { "description": "The section's title.", "$ref": "#/$defs/text-key" },
          "short-title": { "description": "The title in contents and on sheets.", "$ref": "#/$defs/text-key" },
          "field": { "$ref": "#/$defs/field" },
          "copies": { "$ref": "#/$defs/copies" },
          "blocks": {
            "description": "The parts of the section, in order.",
            "type": "array",
            "minItems": 1,
            "items": { "$ref": "#/$defs/block" }
          }
        }
      }
    }
  },
  "$defs": {
    "copies": {
      "description": "The copies that it is in; all of them when left out.",
      "type": "array",
      "minItems": 1,
      "uniqueItems": true,
      "items": { "enum": ["public", "authority"] }
    },
    "text-key": {"description": "A key of the locales' texts.", "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*$"},
    "format": {
      "title": "number format",
      "description": "How a number is shown: integer, decimal 2, percent 1, percentage-points 1, signed 2, euros 0, score, probability, day or moment.",
      "enum": [
        "integer", "decimal 1", "percent 0", "signed 2", "percentage-points 1", "euros 0", "score", "probability",
        "day", "moment", "decimal", "decimal 0", "decimal 2", "decimal 3", "decimal 4", "percent", "percent 1",
        "percent 2", "percent 3", "percent 4", "signed", "signed 0", "signed 1", "signed 3", "signed 4",
        "percentage-points", "percentage-points 0", "percentage-points 2", "percentage-points 3",
        "percentage-points 4", "euros", "euros 1", "euros 2", "euros 3", "euros 4"
      ]
    },
    "field": {
      "title": "field",
      "description": "A field of another form, such as EURA's, that the section's content is pasted into as plain text.",
      "type": "object",
      "required": ["title", "limit"],
      "additionalProperties": false,
      "properties": {
        "id": {
          "description": "The field's name in files; the section's when left out.",
          "type": "string",
          "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$"
        },
        "title": { "description": "What the form calls the field.", "$ref": "#/$defs/text-key" },
        "limit": { "description": "How many characters it takes at most.", "type": "integer", "minimum": 1 },
        "verified": { "description": "Whether somebody has seen the limit in the form.", "type": "boolean", "default": false },
        "leave-out": {
          "description": "Kinds of blocks that do not go into the field.",
          "type": "array",
          "uniqueItems": true,
          "items": {
            "enum": [
              "heading", "paragraph", "list", "notice", "quotes", "table", "chart", "definitions", "terms", "key-figures"
            ]
          }
        }
      }
    },
    "quotes": {
      "title": "quotes",
      "description": "What persons have released to be quoted, under its theme.",
      "type": "object",
      "required": ["indicator"],
      "additionalProperties": false,
      "properties": {
        "indicator": { "description": "The code of an indicator of kind mention-share that has quotes.", "type": "string", "minLength": 1 },
        "most": { "description": "How many of each theme are shown at most.", "type": "integer", "minimum": 1, "default": 3 },
        "attribution": { "description": "A text for whom each is attributed to, with {group} for the level, such as the wave; the level's title alone when left out.", "$ref": "#/$defs/text-key" }
      }
    },
    "findings": {
      "title": "findings",
      "description": "A sentence for each figure of an indicator: direction, size in words, interval and n.",
      "type": "object",
      "required": ["indicator"],
      "additionalProperties": false,
      "properties": {
        "indicator": { "description": "The code of the indicator.", "type": "string", "minLength": 1 },
        "dimensions": {
          "description": "The dimensions whose levels get a sentence each; the total without any.",
          "anyOf": [
            { "type": "string", "minLength": 1 },
            { "type": "array", "items": { "type": "string", "minLength": 1 }, "uniqueItems": true }
          ]
        },
        "at": {
          "description": "Fixed levels of further dimensions: the dimension and its level.",
          "type": "object",
          "additionalProperties": { "type": "string", "minLength": 1 }
        },
        "sizes": {
          "title": "sizes",
          "description": "From when on a difference is called small, medium and large; the usual convention of the method when left out.",
          "type": "object",
          "required": ["number", "bounds"],
          "additionalProperties": false,
          "properties": {
            "number": { "description": "The number that is judged: value, or a further number such as dz.", "type": "string", "minLength": 1 },
            "bounds": {
              "description": "The least small, medium and large magnitude.",
              "type": "array", "minItems": 3, "maxItems": 3, "items": { "type": "number", "exclusiveMinimum": 0 }
            }
          }
        },
        "small": {
          "title": "small groups",
          "description": "Figures with few observations, with what is said after their sentences.",
          "type": "object",
          "required": ["below", "note"],
          "additionalProperties": false,
          "properties": {
            "below": { "description": "Fewer observations than this are few.", "type": "integer", "minimum": 1 },
            "note": { "description": "What is said of them.", "$ref": "#/$defs/text-key" }
          }
        },
        "compare": {
          "description": "groups: a last sentence says which groups their intervals tell apart, and that the others have no order.",
          "enum": ["groups"]
        },
        "limits": {
          "description": "Texts below the sentences: what the figures cannot show; the usual one of the method when left out.",
          "anyOf": [
            { "$ref": "#/$defs/text-key" },
            { "type": "array", "items": { "$ref": "#/$defs/text-key" } }
          ]
        }
      }
    },
    "contribution": {
      "title": "contribution",
      "description": "What each measure was meant to change, and the evidence for it, against it and missing.",
      "type": "object",
      "required": ["id", "title", "levels", "claims"],
      "additionalProperties": false,
      "properties": {
        "id": {
          "type": "string",
          "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$",
          "description": "The name of its summary table, unique in the report; its other tables bear it with -changes and -amounts."
        },
        "title": { "description": "The title of the summary table.", "$ref": "#/$defs/text-key" },
        "short-title": { "description": "The title in contents and on sheets.", "$ref": "#/$defs/text-key" },
        "changes": { "description": "The table of changes, with what was before, during and after.", "$ref": "#/$defs/evidence-table" },
        "amounts": { "description": "The table of amounts, published figures and what is missing.", "$ref": "#/$defs/evidence-table" },
        "dimension": { "description": "The dimension whose levels the claims are about.", "type": "string", "minLength": 1 },
        "published": { "description": "The listing of figures that others published.", "type": "string", "minLength": 1 },
        "approximate-within": {
          "description": "How far from what is stated an approximate number may be, as a share of it.",
          "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1, "default": 0.1
        },
        "levels": {
          "description": "How strong evidence can be, the weakest first.",
          "type": "array",
          "minItems": 1,
          "items": {
            "title": "level of evidence",
            "description": "A level of evidence.",
            "type": "object",
            "required": ["id", "title", "meaning"],
            "additionalProperties": false,
            "properties": {
              "id": { "description": "The level's name.", "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$" },
              "title": { "description": "What it is called.", "$ref": "#/$defs/text-key" },
              "meaning": { "description": "What evidence of this level has shown.", "$ref": "#/$defs/text-key" }
            }
          }
        },
        "claims": {
          "description": "What was meant to change, claim by claim.",
          "type": "array",
          "minItems": 1,
          "items": { "$ref": "#/$defs/claim" }
        },
        "limits": {
          "description": "Paragraphs that say what the evidence cannot show.",
          "anyOf": [{"$ref": "#/$defs/text-key"}, {"type": "array", "items": {"$ref": "#/$defs/text-key"}}]
        }
      }
    },
    "evidence-table": {
      "title": "table of evidence",
      "description": "The words of a table of evidence.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "title": { "description": "The table's title.", "$ref": "#/$defs/text-key" },
        "short-title": { "description": "The title in contents and on sheets.", "$ref": "#/$defs/text-key" },
        "notes": {
          "description": "Notes below the table.",
          "anyOf": [{"$ref": "#/$defs/text-key"}, {"type": "array", "items": {"$ref": "#/$defs/text-key"}}]
        }
      }
    },
    "claim": {
      "title": "claim",
      "description": "What a measure was meant to change, with the evidence.",
      "type": "object",
      "required": ["intended", "evidence"],
      "anyOf": [{ "required": ["code"] }, { "required": ["title"] }],
      "additionalProperties": false,
      "properties": {
        "code": { "description": "The level of the dimension that the claim is about.", "type": "string", "minLength": 1 },
        "title": { "description": "What the claim is about, where there is no dimension.", "$ref": "#/$defs/text-key" },
        "intended": { "description": "The intended change, as a sentence.", "$ref": "#/$defs/text-key" },
        "evidence": {
          "description": "The evidence for it, against it, and what is missing.",
          "type": "array",
          "minItems": 1,
          "items": { "$ref": "#/$defs/evidence" }
        },
        "limit": { "description": "What this evidence cannot show, as a sentence.", "$ref": "#/$defs/text-key" },
        "alternatives": {
          "description": "Other explanations, each a sentence.",
          "anyOf": [{"$ref": "#/$defs/text-key"}, {"type": "array", "items": {"$ref": "#/$defs/text-key"}}]
        }
      }
    },
    "evidence": {
      "title": "evidence",
      "description": "A piece of evidence: a figure, what others published, or what is missing.",
      "type": "object",
      "required": ["level"],
      "anyOf": [{ "required": ["figure"] }, { "required": ["published"] }, { "required": ["missing"] }],
      "additionalProperties": false,
      "properties": {
        "figure": { "description": "The figure, such as item-change[item=q01].", "$ref": "#/$defs/figure-name" },
        "published": { "description": "What others published of it: its key in the listing.", "type": "string", "minLength": 1 },
        "missing": { "description": "Evidence that nobody gathered, as a sentence.", "$ref": "#/$defs/text-key" },
        "label": { "description": "What it is called; the figure's title when left out.", "$ref": "#/$defs/text-key" },
        "level": { "description": "The level of evidence that it belongs to.", "type": "string", "minLength": 1 },
        "expect": {
          "description": "What is expected of it, if the intended change has happened.",
          "anyOf": [
            { "type": "string", "enum": ["target", "increase", "decrease"] },
            {
              "title": "bound",
              "description": "The number that it is compared with, in the figure's unit.",
              "type": "object",
              "additionalProperties": false,
              "minProperties": 1,
              "maxProperties": 1,
              "properties": {
                "at-least": { "description": "The least that is expected.", "type": "number" },
                "at-most": { "description": "The most that is expected.", "type": "number" }
              }
            }
          ]
        },
        "before": { "description": "The figure of the time before; a further number of the figure when left out.", "$ref": "#/$defs/figure-name" },
        "during": { "description": "The figure of the time between.", "$ref": "#/$defs/figure-name" },
        "after": { "description": "The figure of the time after; a further number of the figure when left out.", "$ref": "#/$defs/figure-name" }
      }
    },
    "figure-name": {
      "description": "An indicator, with levels in brackets: attendances[mode=onsite].",
      "type": "string",
      "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*(\\[[^\\]]+\\])?$"
    },
    "key-figure": {
      "title": "key figure",
      "description": "A figure, such as attendances[mode=onsite].",
      "anyOf": [
        { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*(\\[[^\\]]+\\])?$" },
        {
          "title": "key figure",
          "description": "A figure with its name.",
          "type": "object",
          "required": ["figure"],
          "additionalProperties": false,
          "properties": {
            "figure": {
              "type": "string",
              "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*(\\[[^\\]]+\\])?$",
              "description": "An indicator, with levels in brackets: attendances[mode=onsite]."
            },
            "label": {"description": "The figure's name; the indicator's title when left out.", "$ref": "#/$defs/text-key"},
            "unit": { "description": "Another unit; the indicator's when left out.", "$ref": "#/$defs/text-key" },
            "section": {
              "type": "string",
              "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$",
              "description": "The section that tells more."
            },
            "group": {
              "description": "What heads the figure and its neighbours in a chart with groups; the title of its dimension when left out.",
              "$ref": "#/$defs/text-key"
            }
          }
        }
      ]
    },
    "block": {
      "title": "block",
      "description": "A part of a section: one of its kinds.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "heading": { "description": "A heading within the section.", "$ref": "#/$defs/text-key" },
        "paragraph": {"description": "A paragraph; {figure} in its text becomes a number.", "$ref": "#/$defs/text-key"},
        "notice": { "description": "A paragraph that must not be missed.", "$ref": "#/$defs/text-key" },
        "list": {"description": "A list of points.", "type": "array", "minItems": 1, "items": {"$ref": "#/$defs/text-key"}},
        "text": {
          "description": "What staff write in Markdown, in <text>.<language>.md of the report's folder of texts.",
          "type": "string",
          "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$"
        },
        "findings": { "$ref": "#/$defs/findings" },
        "contribution": { "$ref": "#/$defs/contribution" },
        "quotes": { "$ref": "#/$defs/quotes" },
        "key-figures": {"description": "Headline numbers.", "type": "array", "minItems": 1, "items": {"$ref": "#/$defs/key-figure"}},
        "table": { "$ref": "#/$defs/table" },
        "chart": { "$ref": "#/$defs/chart" },
        "definitions": {
          "description": "How indicators are computed: all of them, or those listed.",
          "anyOf": [{"const": "all"}, {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 1}}]
        },
        "terms": { "$ref": "#/$defs/terms" },
        "supplement": {
          "description": "A part that every build makes by itself.",
          "enum": [
            "reconciliation", "issues", "quarantined-rows", "disclosure", "changes", "quality-trend", "quality-by-source",
            "quality-by-rule", "completeness", "timeliness", "exclusions", "source-findings", "accepted-findings", "programme-checks",
            "matching", "corrections", "file-changes", "published-figures", "transmission", "transmission-operations", "transmission-corrections",
            "programme-results", "programme-definitions", "programme-crosswalk", "unverified-rules"
          ]
        },
        "copies": { "$ref": "#/$defs/copies" }
      },
      "minProperties": 1,
      "maxProperties": 2
    },
    "terms": {
      "title": "terms",
      "description": "What terms mean, each explained in two sentences.",
      "anyOf": [
        { "$ref": "#/$defs/term-keys" },
        {
          "title": "terms with a title",
          "description": "Terms below a heading.",
          "type": "object",
          "required": ["title", "keys"],
          "additionalProperties": false,
          "properties": {
            "title": { "description": "The heading, also of the sheet.", "$ref": "#/$defs/text-key" },
            "keys": { "$ref": "#/$defs/term-keys" }
          }
        }
      ]
    },
    "term-keys": {
      "title": "list of terms",
      "description": "The terms in order, by key: of each the locales have the texts term.KEY and term.KEY.meaning.",
      "type": "array",
      "minItems": 1,
      "items": {
        "title": "term",
        "description": "A term, such as diffusion.",
        "type": "string",
        "pattern": "^[a-z0-9][a-z0-9-]*$"
      }
    },
    "table": {
      "title": "table",
      "description": "A table.",
      "type": "object",
      "required": ["id", "title", "rows", "columns"],
      "additionalProperties": false,
      "properties": {
        "id": {
          "type": "string",
          "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$",
          "description": "The table's name, unique in the report."
        },
        "title": { "description": "The table's title.", "$ref": "#/$defs/text-key" },
        "short-title": { "description": "The title in contents and on sheets.", "$ref": "#/$defs/text-key" },
        "introduction": { "description": "A paragraph before the table.", "$ref": "#/$defs/text-key" },
        "rows": {
          "description": "What the rows are.",
          "oneOf": [
            {
              "title": "choice of rows by dimensions",
              "description": "One row per level.",
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "dimension": {
                  "description": "The dimension whose levels are the rows.",
                  "anyOf": [{"type": "string", "minLength": 1}, {"type": "array", "items": {"type": "string", "minLength": 1}}]
                },
                "dimensions": {
                  "description": "The dimensions whose levels are the rows, the leading one first.",
                  "anyOf": [{"type": "string", "minLength": 1}, {"type": "array", "items": {"type": "string", "minLength": 1}}]
                },
                "total": { "description": "Whether totals are rows too.", "type": "boolean", "default": false },
                "order": {
                  "description": "The column by which rows are ordered, the least first; the order of code lists when left out.",
                  "type": "string",
                  "minLength": 1
                }
              },
              "anyOf": [{"required": ["dimension"]}, {"required": ["dimensions"]}]
            },
            {
              "title": "choice of rows by subgroups",
              "description": "One row per level of each dimension in turn, under the dimension's title.",
              "type": "object",
              "required": ["subgroups"],
              "additionalProperties": false,
              "properties": {
                "subgroups": {
                  "description": "The dimensions, in their order.",
                  "anyOf": [
                    { "type": "string", "minLength": 1 },
                    { "type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1 }
                  ]
                },
                "total": { "description": "Whether the total of all is the last row.", "type": "boolean", "default": false }
              }
            },
            {
              "title": "choice of rows by indicators",
              "description": "One row per indicator.",
              "type": "object",
              "required": ["indicators"],
              "additionalProperties": false,
              "properties": {
                "indicators": {
                  "description": "The indicators that are the rows.",
                  "anyOf": [
                    { "type": "string", "minLength": 1 },
                    { "type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1 }
                  ]
                }
              }
            },
            {
              "title": "choice of rows by figures",
              "description": "One row per figure.",
              "type": "object",
              "required": ["figures"],
              "additionalProperties": false,
              "properties": {
                "figures": {
                  "description": "The figures that are the rows.",
                  "type": "array",
                  "minItems": 1,
                  "items": { "$ref": "#/$defs/key-figure" }
                }
              }
            },
            {
              "title": "choice of rows by targets",
              "description": "One row per target.",
              "type": "object",
              "required": ["targets"],
              "additionalProperties": false,
              "properties": {"targets": {"description": "The indicator that compares targets.", "type": "string", "minLength": 1}}
            },
            {
              "title": "choice of rows by listing",
              "description": "One row per thing.",
              "type": "object",
              "required": ["listing"],
              "additionalProperties": false,
              "properties": {
                "listing": { "description": "The indicator that is a listing.", "type": "string", "minLength": 1 },
                "limit": { "description": "The greatest number of rows.", "type": "integer", "minimum": 1 },
                "order": {
                  "description": "The fields by which rows are ordered, the largest first; where the first are equal, the next decides.",
                  "anyOf": [{"type": "string", "minLength": 1}, {"type": "array", "items": {"type": "string", "minLength": 1}}]
                }
              }
            }
          ]
        },
        "across": {
          "title": "dimension across",
          "description": "A dimension across the columns.",
          "type": "object",
          "required": ["dimension"],
          "additionalProperties": false,
          "properties": {
            "dimension": {"description": "The dimension whose levels repeat the columns.", "type": "string", "minLength": 1},
            "levels": {
              "description": "The levels in order; all when left out.",
              "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
            },
            "total": { "description": "Whether the total follows the levels.", "type": "boolean", "default": false },
            "symmetric": {
              "description": "Whether rows and columns are the two ends of pairs without a direction: each counts once and stands in both of its cells.",
              "type": "boolean",
              "default": false
            }
          }
        },
        "columns": {
          "description": "The columns after those that name the row.",
          "type": "array",
          "minItems": 1,
          "items": { "$ref": "#/$defs/column" }
        },
        "notes": {
          "description": "Notes below the table.",
          "anyOf": [{"$ref": "#/$defs/text-key"}, {"type": "array", "items": {"$ref": "#/$defs/text-key"}}]
        }
      }
    },
    "column": {
      "title": "column",
      "description": "A column of a table.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "id": {
          "type": "string",
          "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$",
          "description": "The column's name in data files and charts."
        },
        "indicator": {"description": "The indicator; left out where the rows name it.", "type": "string", "minLength": 1},
        "at": {
          "description": "Fixed levels of further dimensions: the dimension and the level.",
          "type": "object",
          "additionalProperties": { "type": "string" }
        },
        "show": {
          "description": "What of the figure is shown: value, n, lower, upper, unit, a further number by name (of means sd; of shares count; of a paired change before, after, sd, t, tP, dz, dzLower, dzUpper, wilcoxonP and adjustedP; of an evenness richness; of a group difference first and second; of a time to an event events; of monthly figures cumulative or count), of targets also target, achievedShare, due, elapsedShare, projected and status, of budgets budget, left, usedShare, timeShare and status, or a field of a listing, or evidence where the report has a contribution.",
          "examples": [
            "value", "n", "lower", "upper", "unit", "sd", "count", "before", "after", "t", "tP", "dz", "dzLower", "dzUpper",
            "wilcoxonP", "adjustedP", "richness", "first", "second", "events", "cumulative", "target", "achievedShare",
            "due", "elapsedShare", "projected", "status", "budget", "left", "usedShare", "timeShare", "evidence"
          ],
          "type": "string",
          "minLength": 1,
          "default": "value"
        },
        "title": {"description": "The column's title; when left out, the indicator's title for a value, else the text column.<show>.", "$ref": "#/$defs/text-key"},
        "format": { "$ref": "#/$defs/format" }
      }
    },
    "chart": {
      "title": "chart",
      "description": "A table drawn as a chart.",
      "type": "object",
      "required": ["id", "mark", "title", "table", "series"],
      "additionalProperties": false,
      "properties": {
        "id": {
          "type": "string",
          "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$",
          "description": "The chart's name, unique in the report; its files bear it."
        },
        "mark": {
          "description": "How the table is drawn.",
          "enum": [
            "bars", "columns", "stacked-bars", "diverging-bars", "lines", "steps", "dumbbells", "adoption-curve",
            "adopter-bell", "tree", "tile-map", "network", "forest", "flow", "profile"
          ]
        },
        "title": { "description": "The chart's title.", "$ref": "#/$defs/text-key" },
        "caption": { "description": "A sentence below the chart.", "$ref": "#/$defs/text-key" },
        "table": {
          "type": "string",
          "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$",
          "description": "The table that is drawn; it stands earlier in the report."
        },
        "series": {
          "description": "The columns that are drawn, each by its id; with across, the id of a column stands for all that it is repeated as.",
          "anyOf": [
            { "$ref": "#/$defs/series" },
            { "type": "array", "items": {"$ref": "#/$defs/series"} }
          ]
        },
        "lower": {
          "description": "The columns with the lower limits of intervals, one per series.",
          "anyOf": [
            { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$" },
            { "type": "array", "items": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$"} }
          ]
        },
        "upper": {
          "description": "The columns with the upper limits of intervals, one per series.",
          "anyOf": [
            { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$" },
            { "type": "array", "items": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$"} }
          ]
        },
        "value-title": { "description": "What the value axis shows.", "$ref": "#/$defs/text-key" },
        "format": { "$ref": "#/$defs/format" },
        "domain": {
          "description": "The least and greatest value of the axis, the least first.",
          "type": "array",
          "items": { "type": "number" },
          "minItems": 2,
          "maxItems": 2
        },
        "numeric-axis": {
          "description": "Whether the rows stand where their levels are as numbers.",
          "type": "boolean",
          "default": false
        },
        "tick-every": {
          "description": "The ticks of a numeric axis are multiples of this, such as 12 of months; round numbers when left out.",
          "type": "integer",
          "minimum": 1
        },
        "circles": {
          "description": "What the circles of a network are as large as: an indicator at their levels of a dimension.",
          "type": "object",
          "required": ["indicator", "dimension"],
          "additionalProperties": false,
          "properties": {
            "indicator": { "description": "The indicator.", "type": "string", "minLength": 1 },
            "dimension": { "description": "The dimension of its breakdown.", "type": "string", "minLength": 1 }
          }
        },
        "tie-title": { "description": "What the ties of a network count.", "$ref": "#/$defs/text-key" },
        "on-map": {
          "description": "Whether the circles of a network stand where their regions (maakunta or NUTS 2) are on the map.",
          "type": "boolean",
          "default": false
        },
        "forecast": {
          "description": "The column of an adoption curve that is 1 where its row is a forecast and 0 elsewhere; without it the forecast begins where nothing is observed any more.",
          "type": "string",
          "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$"
        },
        "facets": {
          "description": "The dimension across of the table whose levels, at most 12, each have a tile map of their own on one scale.",
          "type": "string",
          "minLength": 1
        },
        "grouped": {
          "description": "Whether rows stand in groups: those of two dimensions under the levels of the first, figures under what heads them.",
          "type": "boolean",
          "default": false
        },
        "total": {
          "description": "Where the total of all rows stands; left out without it.",
          "enum": ["first", "last"]
        },
        "small": {
          "description": "Rows with few observations, which a forest plot draws open, with what is said of them.",
          "type": "object",
          "required": ["below", "note"],
          "additionalProperties": false,
          "properties": {
            "below": { "description": "Fewer observations than this are few.", "type": "integer", "minimum": 1 },
            "note": { "description": "What is said of them, below the chart.", "$ref": "#/$defs/text-key" }
          }
        },
        "reference": {
          "description": "The value without an effect, which a line of a forest plot marks.",
          "type": "number",
          "default": 0
        },
        "neutral-apart": {
          "description": "Whether the neutral middle of diverging bars stands in a column of its own, and not around their centre line.",
          "type": "boolean",
          "default": false
        }
      }
    },
    "series": {
      "title": "series",
      "description": "A column that is drawn, by its id alone or with the columns that belong to it.",
      "anyOf": [
        { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$" },
        {
          "title": "series",
          "description": "A column with those that belong to it.",
          "type": "object",
          "required": ["column"],
          "additionalProperties": false,
          "properties": {
            "column": { "description": "The column.", "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$" },
            "lower": {
              "description": "The column with the lower limits of its intervals.",
              "type": "string",
              "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$"
            },
            "upper": {
              "description": "The column with the upper limits of its intervals.",
              "type": "string",
              "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$"
            },
            "n": {
              "description": "The column with its numbers of observations.",
              "type": "string",
              "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$"
            },
            "as": {
              "description": "What it is in an adoption curve: the observed running total, what is new in each period, or the running total of a model.",
              "enum": ["plain", "observed", "per-period", "model"],
              "default": "plain"
            },
            "at-risk": {
              "description": "The column with the numbers at risk of a survival curve.",
              "type": "string",
              "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$"
            },
            "censored": {
              "description": "The column of a survival curve with how many were observed no longer from that time on.",
              "type": "string",
              "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$"
            }
          }
        }
      ]
    }
  }
}

"""#,
"template-map": #"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "template-map.schema.json",
  "title": "template map",
  "description": "Which figure goes into which cell of a funder's workbook.",
  "type": "object",
  "required": ["kaiku", "cells"],
  "additionalProperties": false,
  "properties": {
    "kaiku": { "description": "The version of the definition's form: 1.", "const": 1 },
    "cells": {
      "description": "The cells to fill, an entry for each.",
      "type": "array",
      "minItems": 1,
      "items": { "$ref": "#/$defs/entry" }
    }
  },
  "$defs": {
    "entry": {
      "title": "entry",
      "description": "A cell and its figure; the cell is named by its place or by a name of the workbook.",
      "type": "object",
      "required": ["figure"],
      "additionalProperties": false,
      "properties": {
        "cell": {
          "description": "The sheet and the cell, such as Taulu1!C7 or 'Osa 1'!C7.",
          "type": "string",
          "minLength": 4
        },
        "name": {
          "description": "A defined name of the workbook that refers to one cell; Sheet!NAME for one of a sheet.",
          "type": "string",
          "minLength": 1
        },
        "figure": {
          "description": "A figure as reports write it, such as EECO01[gender_group=women] or attendances:n, its title or unit (EECO01:title), or as-of, period, period-from, period-to, pipeline, build, threshold.",
          "type": "string",
          "minLength": 1
        },
        "replace-formula": {
          "description": "Whether a formula in the cell gives way to the figure.",
          "type": "boolean",
          "default": false
        }
      }
    }
  }
}

"""#,
"transmission": #"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "transmission.schema.json",
  "title": "transmission",
  "description": "A programme's figures as they are sent to its authority: tables by the grain of the programme, sheets of its operations, and what differs from the transmission that was sent before.",
  "type": "object",
  "required": ["schema", "programme", "titles", "layout", "pipeline", "build", "asOf", "copy", "tables", "operations", "changes", "inputs", "definitions"],
  "additionalProperties": false,
  "properties": {
    "schema": { "description": "The version of this form.", "const": "https://kaiku.invalid/transmission/1" },
    "programme": { "description": "The programme's name.", "type": "string", "minLength": 1 },
    "titles": { "description": "The programme's title, by language.", "$ref": "#/$defs/texts" },
    "layout": { "description": "The version of the layout.", "type": "integer", "minimum": 1 },
    "version": { "description": "The version of the transmission, such as 202312; left out after the last one.", "type": "string", "minLength": 1 },
    "through": { "description": "The last day of the data.", "type": "string", "format": "date" },
    "due": { "description": "The day by which it is due.", "type": "string", "format": "date" },
    "pipeline": { "description": "The pipeline's name.", "type": "string", "minLength": 1 },
    "build": { "description": "The build that made it.", "type": "string", "minLength": 1 },
    "asOf": { "description": "The day that the figures are of.", "type": "string", "format": "date" },
    "copy": { "description": "The copy: with full counts, for the authority.", "const": "authority" },
    "tables": {
      "description": "The tables.",
      "type": "array",
      "items": {
        "title": "table",
        "description": "A table.",
        "type": "object",
        "required": ["id", "titles", "source", "verified", "grain", "columns", "rows"],
        "additionalProperties": false,
        "properties": {
          "id": { "description": "The table's name.", "type": "string", "minLength": 1 },
          "titles": { "description": "Its title, by language.", "$ref": "#/$defs/texts" },
          "source": { "description": "Where its form comes from.", "type": "string" },
          "verified": { "description": "Whether the wording of that source was seen.", "type": "boolean" },
          "grain": { "description": "The dimensions of its cells.", "type": "array", "items": { "type": "string", "minLength": 1 } },
          "columns": { "description": "The columns, in order.", "type": "array", "items": { "type": "string", "minLength": 1 } },
          "rows": { "description": "The rows.", "type": "array", "items": { "$ref": "#/$defs/row" } }
        }
      }
    },
    "operations": {
      "description": "The sheets of the operations.",
      "type": "array",
      "items": {
        "title": "operation",
        "description": "The sheet of an operation.",
        "type": "object",
        "required": ["operation", "columns", "rows", "beside"],
        "additionalProperties": false,
        "properties": {
          "operation": { "description": "The operation's code.", "type": "string", "minLength": 1 },
          "columns": { "description": "The columns, in order.", "type": "array", "items": { "type": "string", "minLength": 1 } },
          "rows": { "description": "What is typed.", "type": "array", "items": { "$ref": "#/$defs/row" } },
          "beside": { "description": "All records, and what is missing in those that are not complete.", "type": "array", "items": { "$ref": "#/$defs/row" } }
        }
      }
    },
    "comparedWith": { "description": "The version that was sent before; left out where none was.", "type": "string", "minLength": 1 },
    "changes": {
      "description": "The cells whose value is not what was sent.",
      "type": "array",
      "items": {
        "title": "change",
        "description": "A cell whose value is not what was sent.",
        "type": "object",
        "required": ["table", "cell", "indicator", "column", "sent", "now", "causes", "falls"],
        "additionalProperties": false,
        "properties": {
          "table": { "description": "The table's name.", "type": "string" },
          "cell": { "$ref": "#/$defs/cell" },
          "indicator": { "description": "The indicator's code.", "type": "string" },
          "column": { "description": "The column.", "type": "string" },
          "sent": { "description": "The value that was sent; null where there was none.", "type": ["number", "null"] },
          "now": { "description": "The value of this transmission; null where there is none.", "type": ["number", "null"] },
          "causes": {
            "description": "Why it may have changed: how much of it each cause made is not told apart.",
            "type": "array",
            "items": {
              "title": "cause",
              "description": "A cause.",
              "type": "object",
              "required": ["kind", "what"],
              "additionalProperties": false,
              "properties": {
                "kind": { "description": "What kind of cause.", "enum": ["later-day", "new-data", "removed-data", "corrected-data", "rule", "definition", "protection", "not-known"] },
                "what": { "description": "The file, source, rule or definition.", "type": "string" }
              }
            }
          },
          "falls": { "description": "Whether it is a cumulative value that fell, which has to be explained.", "type": "boolean" },
          "reason": { "description": "The logged reason, by language.", "$ref": "#/$defs/texts" },
          "date": { "description": "The day of the logged reason.", "type": "string", "format": "date" }
        }
      }
    },
    "inputs": {
      "description": "What the figures were counted from, as hashes.",
      "type": "array",
      "items": {
        "title": "input",
        "description": "A file, as hashes.",
        "type": "object",
        "required": ["source", "table", "place", "content"],
        "additionalProperties": false,
        "properties": {
          "source": { "description": "The source's name.", "type": "string" },
          "table": { "description": "The table of its rows.", "type": "string" },
          "place": { "description": "A hash of where it lies.", "type": "string" },
          "content": { "description": "A hash of its content and the corrections of it.", "type": "string" }
        }
      }
    },
    "definitions": {
      "description": "A hash of each definition that can change a figure, by its name.",
      "type": "object",
      "additionalProperties": { "type": "string" }
    }
  },
  "$defs": {
    "texts": {
      "title": "texts by language",
      "description": "Texts by language: a language code and the text.",
      "type": "object",
      "propertyNames": { "description": "A language code of two letters, such as fi.", "pattern": "^[a-z]{2}$" },
      "additionalProperties": { "type": "string", "minLength": 1 }
    },
    "cell": {
      "description": "The levels of the grain, by dimension.",
      "type": "object",
      "additionalProperties": { "type": "string" }
    },
    "row": {
      "title": "row",
      "description": "An indicator in a cell.",
      "type": "object",
      "required": ["cell", "indicator", "values"],
      "additionalProperties": false,
      "properties": {
        "cell": { "$ref": "#/$defs/cell" },
        "indicator": { "description": "The indicator's code.", "type": "string", "minLength": 1 },
        "rule": { "description": "The version of the rule that it follows.", "type": "integer", "minimum": 1 },
        "values": {
          "description": "What stands in its columns, by column; null where there is nothing.",
          "type": "object",
          "additionalProperties": { "type": ["number", "string", "null"] }
        },
        "estimated": {
          "description": "The columns whose value is an informed estimate.",
          "type": "array", "minItems": 1, "items": { "type": "string" }
        },
        "empty": {
          "description": "Why there is nothing, by column.",
          "type": "object",
          "additionalProperties": { "type": "string" }
        }
      }
    }
  }
}

"""#,
"transmission-layout": #"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "transmission-layout.schema.json",
  "title": "layout of transmissions",
  "description": "How a programme's figures are sent to its authority: when, in which tables, in what grain.",
  "type": "object",
  "required": ["kaiku", "programme", "source", "schedule", "split", "tables"],
  "additionalProperties": false,
  "properties": {
    "kaiku": { "description": "The version of the definition's form: 1.", "const": 1 },
    "programme": { "description": "The programme, by the name of its rule pack.", "type": "string", "minLength": 1 },
    "version": { "description": "The version of the layout; a corrected one is a new version.", "type": "integer", "minimum": 1, "default": 1 },
    "titles": { "description": "What the transmission is called, by language.", "$ref": "#/$defs/texts" },
    "source": { "description": "Where the layout comes from.", "type": "string", "minLength": 1 },
    "doubts": { "description": "What of it was not seen in its source, by language.", "$ref": "#/$defs/texts" },
    "schedule": {
      "title": "schedule",
      "description": "The versions of a year, each with the day up to which its data are and the day by which it is due.",
      "type": "object",
      "required": ["versions"],
      "additionalProperties": false,
      "properties": {
        "versions": {
          "description": "The versions that come every year.",
          "type": "array",
          "minItems": 1,
          "items": {
            "title": "version",
            "description": "A version that comes every year.",
            "type": "object",
            "required": ["suffix", "through", "due"],
            "additionalProperties": false,
            "properties": {
              "suffix": { "description": "What follows the year of the data in its name, such as 12.", "type": "string", "pattern": "^[A-Za-z0-9-]+$" },
              "through": { "description": "The last day of the data: month and day, such as 12-31.", "$ref": "#/$defs/month-day" },
              "due": { "description": "The day by which it is due; in the next year where it is not after the last day of the data.", "$ref": "#/$defs/month-day" }
            }
          }
        },
        "first": { "description": "The first version, such as 202112.", "type": "string", "minLength": 1 },
        "last": { "description": "The last version.", "type": "string", "minLength": 1 }
      }
    },
    "split": { "description": "The dimension whose levels stand side by side, such as gender.", "type": "string", "minLength": 1 },
    "everybody": {
      "description": "The indicator that counts everybody who could be asked: where it counts nobody, what was not asked is zero.",
      "type": "string",
      "minLength": 1
    },
    "tables": { "description": "The tables.", "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/table" } },
    "operations": {
      "title": "sheet of an operation",
      "description": "What is typed for one operation.",
      "type": "object",
      "required": ["dimension", "columns"],
      "additionalProperties": false,
      "properties": {
        "dimension": { "description": "The dimension whose levels are the operations.", "type": "string", "minLength": 1 },
        "titles": { "description": "The sheet's title, by language; the operation stands behind it.", "$ref": "#/$defs/texts" },
        "source": { "description": "Where the sheet's form comes from.", "type": "string", "minLength": 1 },
        "doubts": { "description": "What of it was not seen in its source, by language.", "$ref": "#/$defs/texts" },
        "indicators": { "description": "The codes, in the order of the rows; those of the tables when left out.", "$ref": "#/$defs/codes" },
        "columns": { "description": "The columns.", "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/column" } },
        "beside": { "description": "Indicators that stand below: all records, and what is missing in those that are not complete.", "$ref": "#/$defs/codes" }
      }
    }
  },
  "$defs": {
    "texts": {
      "title": "texts by language",
      "description": "Texts by language: a language code and the text.",
      "type": "object",
      "minProperties": 1,
      "propertyNames": { "description": "A language code of two letters, such as fi.", "pattern": "^[a-z]{2}$" },
      "additionalProperties": { "type": "string", "minLength": 1 }
    },
    "month-day": { "description": "A day of every year, such as 12-31.", "type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$" },
    "codes": { "description": "Codes of indicators.", "type": "array", "minItems": 1, "items": { "type": "string", "minLength": 1 } },
    "table": {
      "title": "table",
      "description": "A table of the transmission.",
      "type": "object",
      "required": ["id", "titles", "grain", "indicators", "columns"],
      "additionalProperties": false,
      "properties": {
        "id": { "description": "A stable name such as table-6; its files bear it.", "type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$" },
        "titles": { "description": "The table's title, by language.", "$ref": "#/$defs/texts" },
        "short-titles": { "description": "The title on sheets, by language.", "$ref": "#/$defs/texts" },
        "source": { "description": "Where the table comes from.", "type": "string", "minLength": 1 },
        "doubts": { "description": "What of it was not seen in its source, by language.", "$ref": "#/$defs/texts" },
        "grain": {
          "description": "The dimensions of which each combination is a cell.",
          "type": "array",
          "minItems": 1,
          "uniqueItems": true,
          "items": { "type": "string", "minLength": 1 }
        },
        "indicators": { "description": "The codes, in the order of the rows.", "$ref": "#/$defs/codes" },
        "columns": { "description": "The columns behind the indicator.", "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/column" } }
      }
    },
    "column": {
      "title": "column",
      "description": "A column of a table.",
      "type": "object",
      "required": ["id", "show", "titles"],
      "additionalProperties": false,
      "properties": {
        "id": { "description": "A stable name such as achieved_women.", "type": "string", "pattern": "^[a-z][a-z0-9_]*$" },
        "titles": { "description": "The heading, by language.", "$ref": "#/$defs/texts" },
        "show": {
          "description": "What stands in it: a figure of the plan, what was achieved, or a fact of the indicator.",
          "enum": ["baseline", "baseline-year", "milestone", "target", "selected", "achieved", "reference-outputs", "unit", "class"]
        },
        "level": { "description": "The level of the split that it is of; all of them when left out.", "type": "string", "minLength": 1 },
        "year": { "description": "The year that a milestone or a target is for; the latest when left out.", "type": "integer" },
        "cumulative": { "description": "Whether it can only fall by a logged correction; true for what was achieved.", "type": "boolean" },
        "not-for": { "description": "Indicators that the authority's table has no value of in this column.", "$ref": "#/$defs/codes" }
      }
    }
  }
}

"""#,
    ]
}
