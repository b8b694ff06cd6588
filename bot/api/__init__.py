"""Other systems read and write the team's data over HTTP; off until GOEN_API says otherwise."""
