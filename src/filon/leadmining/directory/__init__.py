"""The company directory: SQLite files beside the CRM's database, written once by a load and only read afterwards."""
