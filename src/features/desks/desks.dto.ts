import { IsString, Length, Matches } from 'class-validator';

export class CreateDesk {
  /** No two desks have one name; space around it is dropped. */
  @IsString() @Length(1, 200) @Matches(/\S/) name!: string;
}

export class DeskView {
  id!: string;
  name!: string;
  createdAt!: string;
}

export class DeskDetailView extends DeskView {
  /** Who may change the claims of this desk, beside admins; everybody may while it is empty. */
  memberIds!: string[];
}

export class DeskPage {
  /** Oldest first; the first is where claims go when no desk is named. */
  items!: DeskView[];
  /** The cursor of the next page; null on the last. */
  next!: string | null;
}
