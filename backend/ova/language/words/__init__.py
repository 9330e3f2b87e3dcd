"""Word tables, one YAML file per language. Law: data only."""

__all__: list[str] = []
