import { ArrayMaxSize, ArrayUnique, IsArray, IsString, IsUUID, Length, Matches } from 'class-validator';
import { Optional } from '../../platform/optional.js';

export class WriteComment {
  /**
   * Markdown is kept as it is written. `@Name` of an active person tells them.
   * @example "@Ann Lee, the office answers on Monday."
   */
  @IsString()
  @Length(1, 20_000)
  @Matches(/\S/, { message: 'text must say something' })
  text!: string;
  /** Persons to tell beside those. */
  @Optional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  mentions?: string[];
}

export class WrittenCommentView {
  id!: string;
  /** Ids of the persons it names. */
  mentions!: string[];
  /** Names in the text that several persons bear: none of them was told, name one by id. */
  ambiguous!: string[];
}

export class MentionedView {
  id!: string;
  name!: string;
}

export class CommentView {
  id!: string;
  claimId!: string;
  authorId!: string;
  authorName!: string;
  /** As it was written; not HTML. */
  text!: string;
  mentions!: MentionedView[];
  recordedAt!: string;
}

export class CommentPage {
  items!: CommentView[];
  next!: string | null;
}

export class MentionView extends CommentView {
  claimText!: string;
}

export class MentionPage {
  items!: MentionView[];
  next!: string | null;
}
