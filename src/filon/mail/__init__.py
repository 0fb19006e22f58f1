"""Messages in and out: the gateway, the ledger, parsing, routing by alias, and the outbound queue."""
