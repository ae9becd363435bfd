"""`lkjip schema`: the JSON Schema of the document."""

import json

import typer


def schema() -> None:
    """Print the JSON Schema of the audit's output.

    Example: lkjip schema > report.schema.json
    """
    from schemas import Report

    typer.echo(json.dumps(Report.model_json_schema(), ensure_ascii=False, indent=1))
