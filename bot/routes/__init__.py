"""HTTP routes, one module a subject; the contract stands in docs/api.md."""
