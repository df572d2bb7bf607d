"""Everything that needs no screen: values, engine, store, formats, command line."""
